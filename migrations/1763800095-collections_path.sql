ALTER TABLE collections
  ADD COLUMN path varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL DEFAULT '',
  DROP INDEX collections_name,
  ADD INDEX collections_path (organization_id, path, id);
