ALTER TABLE organizations
  ADD COLUMN limit_collection_creation tinyint NOT NULL DEFAULT 1,
  ADD COLUMN limit_collection_deletion tinyint NOT NULL DEFAULT 1,
  ADD COLUMN limit_item_deletion tinyint NOT NULL DEFAULT 0,
  ADD COLUMN admins_manage_all tinyint NOT NULL DEFAULT 1,
  ADD COLUMN provider_confirms varchar(15) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'always';
