CREATE TABLE two_step_codes (
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  code_hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at datetime(3) NOT NULL,
  used_at datetime(3) NULL,
  PRIMARY KEY (user_id, code_hash),
  CONSTRAINT two_step_codes_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
