ALTER TABLE organizations ADD COLUMN items_revision int NOT NULL DEFAULT 0;
