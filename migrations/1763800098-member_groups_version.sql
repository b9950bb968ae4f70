ALTER TABLE member_groups ADD COLUMN version int NOT NULL DEFAULT 0;
