UPDATE organizations o SET o.owner_confirmed_at =
  (SELECT MIN(m.confirmed_at) FROM members m WHERE m.organization_id = o.id AND m.role = 'owner');
