CREATE TABLE setup_links (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  token_hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at datetime(3) NOT NULL,
  expires_at datetime(3) NOT NULL,
  used_at datetime(3) NULL,
  UNIQUE INDEX setup_links_token (token_hash)
);
