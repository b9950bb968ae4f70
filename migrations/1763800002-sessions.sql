CREATE TABLE sessions (
  id char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  keyring varchar(300) CHARACTER SET ascii COLLATE ascii_bin NULL,
  created_at datetime(3) NOT NULL,
  seen_at datetime(3) NOT NULL,
  password_at datetime(3) NOT NULL,
  expires_at datetime(3) NOT NULL,
  ip varchar(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  agent varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  INDEX sessions_user_id (user_id),
  INDEX sessions_expiry (expires_at),
  CONSTRAINT sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
