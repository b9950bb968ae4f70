CREATE TABLE log_threads (
  log_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  id char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  actor_name varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  kind varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (log_id, id),
  CONSTRAINT log_threads_log FOREIGN KEY (log_id) REFERENCES event_logs (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
