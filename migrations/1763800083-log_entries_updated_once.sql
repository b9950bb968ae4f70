DROP TRIGGER IF EXISTS log_entries_never_updated;
