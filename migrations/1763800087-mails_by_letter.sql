ALTER TABLE mails ADD INDEX mails_letter (provider_id, letter, id);
