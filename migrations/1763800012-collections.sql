CREATE TABLE collections (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  name_key varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  created_at datetime(3) NOT NULL,
  UNIQUE INDEX collections_name_key (organization_id, name_key),
  INDEX collections_name (organization_id, name, id),
  CONSTRAINT collections_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
