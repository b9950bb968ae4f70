ALTER TABLE users
  ADD COLUMN two_step_seed varchar(255) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN two_step_last int NULL,
  ADD COLUMN two_step_at datetime(3) NULL;
