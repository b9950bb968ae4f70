CREATE TABLE member_access (
  collection_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  member_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  level tinyint NOT NULL,
  PRIMARY KEY (collection_id, member_id),
  INDEX member_access_member_id (member_id),
  CONSTRAINT member_access_collection FOREIGN KEY (collection_id) REFERENCES collections (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT member_access_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT member_access_level CHECK (level IN (1, 3, 5, 7, 15))
);
