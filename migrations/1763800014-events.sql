CREATE TABLE events (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  kind varchar(60) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  provider_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  user_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  actor_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  actor_name varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  capacity varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  ip varchar(45) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  request_id varchar(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  target_id char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  target_name varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  details json NOT NULL,
  at datetime(3) NOT NULL,
  INDEX events_kind (organization_id, kind, id)
);
