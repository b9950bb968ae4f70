CREATE TABLE suspensions (
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  reason varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  suspended_by varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  suspended_at datetime(3) NOT NULL,
  CONSTRAINT suspensions_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
