CREATE TABLE password_links (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  email varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  token_hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  mail_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at datetime(3) NOT NULL,
  expires_at datetime(3) NOT NULL,
  UNIQUE INDEX password_links_token (token_hash),
  INDEX password_links_user_id (user_id),
  INDEX password_links_email_created (email, created_at),
  INDEX password_links_mail_id (mail_id),
  INDEX password_links_expiry (expires_at),
  CONSTRAINT password_links_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT password_links_mail FOREIGN KEY (mail_id) REFERENCES mails (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
