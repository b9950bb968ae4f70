CREATE TABLE members (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  provider_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  email varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  role varchar(15) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  status varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  trouble varchar(10) CHARACTER SET ascii COLLATE ascii_bin NULL,
  wrapped_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin NULL,
  invited_by char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  invited_at datetime(3) NOT NULL,
  accepted_at datetime(3) NULL,
  confirmed_at datetime(3) NULL,
  UNIQUE INDEX members_provider_email (provider_id, email),
  UNIQUE INDEX members_organization_email (organization_id, email),
  UNIQUE INDEX members_provider_user (provider_id, user_id),
  UNIQUE INDEX members_organization_user (organization_id, user_id),
  INDEX members_user_id (user_id),
  INDEX members_email (email),
  INDEX members_invited_by (invited_by),
  CONSTRAINT members_provider FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT members_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT members_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT members_inviter FOREIGN KEY (invited_by) REFERENCES users (id) ON DELETE SET NULL ON UPDATE RESTRICT,
  CONSTRAINT members_state CHECK (
    (status <> 'confirmed' OR wrapped_key IS NOT NULL)
    AND (status NOT IN ('invited', 'accepted') OR wrapped_key IS NULL)
    AND (status NOT IN ('accepted', 'confirmed') OR user_id IS NOT NULL)
  )
);
