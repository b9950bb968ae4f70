CREATE TABLE form_uses (
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  form_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  result varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  used_at datetime(3) NOT NULL,
  PRIMARY KEY (user_id, form_id),
  INDEX form_uses_at (used_at),
  CONSTRAINT form_uses_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
