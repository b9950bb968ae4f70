ALTER TABLE organizations
  MODIFY COLUMN provider_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD CONSTRAINT organizations_provider_key CHECK (provider_id IS NOT NULL OR provider_key IS NULL);
