ALTER TABLE collections
  ADD COLUMN external_id varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD UNIQUE INDEX collections_external_id (organization_id, external_id);
