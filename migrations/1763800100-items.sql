CREATE TABLE items (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  type varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  head json NOT NULL,
  body json NOT NULL,
  likeness char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  version int NOT NULL,
  created_at datetime(3) NOT NULL,
  revised_at datetime(3) NOT NULL,
  deleted_at datetime(3) NULL,
  INDEX items_organization (organization_id, id),
  INDEX items_likeness (organization_id, likeness),
  INDEX items_trash (deleted_at),
  CONSTRAINT items_organization_id FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT
);
