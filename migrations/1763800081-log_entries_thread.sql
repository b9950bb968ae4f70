ALTER TABLE log_entries ADD COLUMN thread char(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL;
