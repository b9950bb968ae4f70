UPDATE members m LEFT JOIN users u ON u.id = m.user_id SET
  m.name = COALESCE(u.name, m.email),
  m.search = LOWER(CONCAT_WS('\n', u.name, COALESCE(u.email, m.email)));
