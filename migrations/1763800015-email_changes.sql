CREATE TABLE email_changes (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  old_email varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  new_email varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  token_hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  undo_hash char(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  state varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at datetime(3) NOT NULL,
  expires_at datetime(3) NOT NULL,
  changed_at datetime(3) NULL,
  UNIQUE INDEX email_changes_token (token_hash),
  UNIQUE INDEX email_changes_undo (undo_hash),
  INDEX email_changes_user (user_id),
  CONSTRAINT email_changes_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
