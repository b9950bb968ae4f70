CREATE TABLE users (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  email varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  name varchar(50) CHARACTER SET utf8mb4 COLLATE utf8mb4_swedish_ci NOT NULL,
  locale varchar(5) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  time_zone varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  kdf json NOT NULL,
  kdf_salt varchar(256) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  password_hash varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  user_key varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  public_key varchar(500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  private_key varchar(2500) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  created_at datetime(3) NOT NULL,
  UNIQUE INDEX users_email (email)
);
