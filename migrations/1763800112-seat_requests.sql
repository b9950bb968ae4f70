CREATE TABLE seat_requests (
  organization_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  seats int NOT NULL,
  note varchar(300) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  asked_by char(36) CHARACTER SET ascii COLLATE ascii_bin NULL,
  asker_name varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  asked_at datetime(3) NOT NULL,
  INDEX seat_requests_asked_by (asked_by),
  CONSTRAINT seat_requests_organization FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  CONSTRAINT seat_requests_asker FOREIGN KEY (asked_by) REFERENCES users (id) ON DELETE SET NULL ON UPDATE RESTRICT,
  CONSTRAINT seat_requests_seats CHECK (seats > 0)
);
