ALTER TABLE members ADD INDEX members_organization_role (organization_id, role, status);
