CREATE TABLE unfinished_sign_ins (
  id char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  password_hash varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  keyring varchar(300) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  expires_at datetime(3) NOT NULL,
  INDEX unfinished_sign_ins_user_id (user_id),
  INDEX unfinished_sign_ins_expiry (expires_at),
  CONSTRAINT unfinished_sign_ins_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
