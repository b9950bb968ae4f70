CREATE TABLE event_logs (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  length int NOT NULL,
  hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL
);
