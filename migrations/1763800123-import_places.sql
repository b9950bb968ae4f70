CREATE TABLE import_places (
  item_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  place int NOT NULL,
  PRIMARY KEY (item_id, place),
  CONSTRAINT import_places_item FOREIGN KEY (item_id) REFERENCES items (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
