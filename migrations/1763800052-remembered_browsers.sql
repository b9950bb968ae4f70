CREATE TABLE remembered_browsers (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  token_hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  agent varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  ip varchar(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at datetime(3) NOT NULL,
  expires_at datetime(3) NOT NULL,
  UNIQUE INDEX remembered_browsers_token (token_hash),
  INDEX remembered_browsers_user_id (user_id),
  INDEX remembered_browsers_expiry (expires_at),
  CONSTRAINT remembered_browsers_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
