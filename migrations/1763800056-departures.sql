CREATE TABLE departures (
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  provider_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  state varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  acted_by varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  reason varchar(200) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  acted_at datetime(3) NOT NULL,
  ends_at datetime(3) NULL,
  due_at datetime(3) NULL,
  INDEX departures_provider_id (provider_id),
  INDEX departures_due (due_at),
  CONSTRAINT departures_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT departures_provider FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE RESTRICT ON UPDATE RESTRICT
);
