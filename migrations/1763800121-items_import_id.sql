ALTER TABLE items
  ADD COLUMN import_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD INDEX items_import_id (import_id),
  ADD CONSTRAINT items_import FOREIGN KEY (import_id) REFERENCES imports (id) ON DELETE CASCADE ON UPDATE RESTRICT;
