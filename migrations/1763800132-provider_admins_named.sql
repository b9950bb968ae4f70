UPDATE members m JOIN users u ON u.id = m.user_id SET
  m.name = u.name,
  m.search = LOWER(CONCAT_WS('\n', u.name, u.email))
WHERE m.name = '';
