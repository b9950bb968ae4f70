ALTER TABLE imports ADD COLUMN unassigned int NOT NULL AFTER items;
