CREATE TRIGGER log_entries_never_updated BEFORE UPDATE ON log_entries FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Events are never changed or deleted';
