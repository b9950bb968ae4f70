CREATE TABLE import_collections (
  import_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place int NOT NULL,
  name varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  name_key varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  items int NOT NULL,
  made_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  PRIMARY KEY (import_id, place),
  CONSTRAINT import_collections_import FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
