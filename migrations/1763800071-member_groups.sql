CREATE TABLE member_groups (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  name_key varchar(100) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  external_id varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  created_at datetime(3) NOT NULL,
  UNIQUE INDEX member_groups_name_key (organization_id, name_key),
  UNIQUE INDEX member_groups_external_id (organization_id, external_id),
  INDEX member_groups_name (organization_id, name, id),
  CONSTRAINT member_groups_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
