CREATE TABLE item_replacements (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  item_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  replaced_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  INDEX item_replacements_item_id (item_id),
  INDEX item_replacements_replaced_id (replaced_id),
  CONSTRAINT item_replacements_item FOREIGN KEY (item_id) REFERENCES items (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT item_replacements_replaced FOREIGN KEY (replaced_id) REFERENCES items (id) ON DELETE SET NULL ON UPDATE RESTRICT
);
