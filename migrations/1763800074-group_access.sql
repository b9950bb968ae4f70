CREATE TABLE group_access (
  collection_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level tinyint NOT NULL,
  PRIMARY KEY (collection_id, group_id),
  INDEX group_access_group_id (group_id),
  CONSTRAINT group_access_collection FOREIGN KEY (collection_id) REFERENCES collections (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT group_access_group FOREIGN KEY (group_id) REFERENCES member_groups (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT group_access_level CHECK (level IN (1, 3, 5, 7, 15))
);
