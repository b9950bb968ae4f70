CREATE TABLE throttles (
  bucket char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  failures int NOT NULL,
  since datetime(3) NOT NULL,
  last_at datetime(3) NOT NULL,
  INDEX throttles_last (last_at)
);
