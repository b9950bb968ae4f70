CREATE TABLE deletions (
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  asked_by varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  asked_at datetime(3) NOT NULL,
  due_at datetime(3) NOT NULL,
  INDEX deletions_due (due_at),
  CONSTRAINT deletions_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
