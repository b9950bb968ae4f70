UPDATE providers SET confirmed_admins = GREATEST(1, (
  SELECT COUNT(*) FROM members
  WHERE members.provider_id = providers.id AND members.role = 'provider-admin' AND members.status = 'confirmed'
));
