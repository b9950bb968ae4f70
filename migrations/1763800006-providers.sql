CREATE TABLE providers (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  name varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  phone varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  billing_email varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL,
  locale varchar(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time_zone varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  currency char(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  recovery_key varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at datetime(3) NOT NULL
);
