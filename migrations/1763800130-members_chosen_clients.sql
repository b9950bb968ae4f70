ALTER TABLE members
  ADD COLUMN chosen_clients tinyint NOT NULL DEFAULT 0,
  ADD INDEX members_provider_name (provider_id, name, id),
  ADD INDEX members_provider_role (provider_id, role, name, id),
  ADD INDEX members_provider_status (provider_id, status, name, id);
