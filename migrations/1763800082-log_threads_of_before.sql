INSERT IGNORE INTO log_threads (log_id, id, actor, actor_name, kind)
SELECT DISTINCT l.log_id, LEFT(SHA2(CONCAT_WS(' ', COALESCE(e.actor_id, e.capacity), e.kind, e.actor_name), 256), 16),
  COALESCE(e.actor_id, e.capacity), e.actor_name, e.kind
FROM log_entries l JOIN events e ON e.id = l.event_id;
