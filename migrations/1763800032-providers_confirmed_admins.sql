ALTER TABLE providers
  ADD COLUMN confirmed_admins int NOT NULL DEFAULT 1,
  ADD CONSTRAINT providers_confirmed_admins CHECK (confirmed_admins >= 1);
