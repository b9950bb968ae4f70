CREATE TABLE collection_items (
  collection_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  item_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (collection_id, item_id),
  INDEX collection_items_item_id (item_id),
  CONSTRAINT collection_items_collection FOREIGN KEY (collection_id) REFERENCES collections (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT collection_items_item FOREIGN KEY (item_id) REFERENCES items (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
