CREATE TABLE member_clients (
  member_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (member_id, organization_id),
  INDEX member_clients_organization_id (organization_id),
  CONSTRAINT member_clients_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT member_clients_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
