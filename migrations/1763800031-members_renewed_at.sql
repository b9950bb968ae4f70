ALTER TABLE members ADD COLUMN renewed_at datetime(3) NULL;
