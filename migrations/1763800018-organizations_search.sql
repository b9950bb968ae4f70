CREATE INDEX organizations_search ON organizations (provider_id, search);
