CREATE TABLE seat_pools (
  id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
  provider_id char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  plan varchar(10) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  minimum int NOT NULL,
  purchased int NOT NULL,
  allocated int NOT NULL,
  clients int NOT NULL,
  price int NOT NULL,
  UNIQUE INDEX seat_pools_plan (provider_id, plan),
  CONSTRAINT seat_pools_provider FOREIGN KEY (provider_id) REFERENCES providers (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT seat_pools_sums CHECK (minimum >= 0 AND allocated >= 0 AND clients >= 0 AND price >= 0 AND purchased = GREATEST(0, allocated - minimum))
);
