CREATE TABLE group_members (
  group_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  member_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (group_id, member_id),
  INDEX group_members_member_id (member_id),
  CONSTRAINT group_members_group FOREIGN KEY (group_id) REFERENCES member_groups (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT group_members_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
