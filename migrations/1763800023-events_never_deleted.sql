CREATE TRIGGER events_never_deleted BEFORE DELETE ON events FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'Events are never changed or deleted';
