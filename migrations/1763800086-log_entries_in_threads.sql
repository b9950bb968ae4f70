ALTER TABLE log_entries
  ADD INDEX log_entries_thread (log_id, thread, at, number),
  ADD CONSTRAINT log_entries_in FOREIGN KEY (log_id, thread) REFERENCES log_threads (log_id, id) ON DELETE RESTRICT ON UPDATE RESTRICT;
