CREATE TABLE visits (
  session_id char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (session_id, organization_id),
  INDEX visits_organization_id (organization_id),
  CONSTRAINT visits_session FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT visits_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
