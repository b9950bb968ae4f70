ALTER TABLE providers ADD COLUMN requires_two_step tinyint NOT NULL DEFAULT 1;
