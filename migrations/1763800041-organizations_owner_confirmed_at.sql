ALTER TABLE organizations ADD COLUMN owner_confirmed_at datetime(3) NULL;
