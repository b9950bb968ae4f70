CREATE TABLE log_entries (
  log_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  number int NOT NULL,
  event_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  at datetime(3) NOT NULL,
  hash char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (log_id, number),
  INDEX log_entries_at (log_id, at, number),
  INDEX log_entries_event (event_id),
  CONSTRAINT log_entries_log FOREIGN KEY (log_id) REFERENCES event_logs (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT log_entries_of FOREIGN KEY (event_id) REFERENCES events (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
