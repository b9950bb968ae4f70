ALTER TABLE password_links ADD COLUMN known boolean NOT NULL AFTER mail_id;
