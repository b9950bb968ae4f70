UPDATE log_entries l JOIN events e ON e.id = l.event_id
SET l.thread = LEFT(SHA2(CONCAT_WS(' ', COALESCE(e.actor_id, e.capacity), e.kind, e.actor_name), 256), 16);
