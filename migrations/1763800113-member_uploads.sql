CREATE TABLE member_uploads (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  file_name varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  total int NOT NULL,
  done int NOT NULL,
  started_by char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  starter_name varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  capacity varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  started_at datetime(3) NOT NULL,
  finished_at datetime(3) NULL,
  INDEX member_uploads_newest (organization_id, id),
  INDEX member_uploads_state (state, id),
  INDEX member_uploads_started_by (started_by),
  CONSTRAINT member_uploads_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT member_uploads_starter FOREIGN KEY (started_by) REFERENCES users (id) ON DELETE SET NULL ON UPDATE RESTRICT
);
