CREATE TABLE checklist_marks (
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  step varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  marked_by varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  marked_at datetime(3) NOT NULL,
  PRIMARY KEY (organization_id, step),
  CONSTRAINT checklist_marks_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
