ALTER TABLE members
  ADD COLUMN permissions varchar(300) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',
  ADD COLUMN external_id varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  ADD COLUMN revoked_at datetime(3) NULL,
  ADD UNIQUE INDEX members_external_id (organization_id, external_id);
