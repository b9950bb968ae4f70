ALTER TABLE members
  ADD COLUMN name varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL DEFAULT '',
  ADD COLUMN search varchar(600) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
  ADD INDEX members_name (organization_id, name, id),
  ADD INDEX members_role (organization_id, role, name, id),
  ADD INDEX members_status (organization_id, status, name, id),
  ADD INDEX members_search (organization_id, search);
