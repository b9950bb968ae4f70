CREATE TABLE staged_members (
  upload_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number int NOT NULL,
  member_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  email varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  name varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  search varchar(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  role varchar(15) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  group_ids json NOT NULL,
  access json NOT NULL,
  PRIMARY KEY (upload_id, number),
  CONSTRAINT staged_members_upload FOREIGN KEY (upload_id) REFERENCES member_uploads (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
