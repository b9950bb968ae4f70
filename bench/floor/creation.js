import { createHash, generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { v7 as uuid } from 'uuid';

/** The statements of "Add organization" in their order: those of `Clients.create`, its form's id and its notes. */
export async function createClient(pool, person, form) {
  await pool.query(
    "SELECT m.wrapped_key, u.private_key FROM members m JOIN users u ON u.id = m.user_id WHERE m.id = ? AND m.status = 'confirmed'",
    [person.member_id],
  );
  if (process.env.KEY_PAIRS !== 'one') await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const client = newClient(person, form);
  const connection = await pool.getConnection();
  try {
    await connection.query('SET TRANSACTION ISOLATION LEVEL READ COMMITTED');
    await connection.query('START TRANSACTION');
    await write((sql, values) => connection.query(sql, values), person, form, client);
    await connection.query('COMMIT');
  } finally {
    connection.release();
  }
  const { id, name, owner_email: email, provider_id: provider } = client;
  await pool.query('SELECT name FROM organizations WHERE provider_id = ? AND name = ? AND id <> ? LIMIT 1', [
    provider,
    name,
    id,
  ]);
  await pool.query(
    `SELECT o.name FROM members m JOIN organizations o ON o.id = m.organization_id
     WHERE m.email = ? AND m.role = 'owner' AND o.provider_id = ? AND o.id <> ? LIMIT 1`,
    [email, provider, id],
  );
  return id;
}

async function write(query, person, form, client) {
  const now = client.created_at;
  const insert = (table, ...rows) =>
    query(`INSERT INTO ${table} (${Object.keys(rows[0])}) VALUES ?`, [rows.map(Object.values)]);
  const [formUse, memberId, mailId, invitationId] = [
    { user_id: person.id, form_id: form.get('formId') },
    uuid(),
    uuid(),
    uuid(),
  ];
  const { id, provider_id, plan, seats, name, owner_email: email } = client;
  await insert('form_uses', { ...formUse, result: '', used_at: now });
  const [[pool]] = await query('SELECT * FROM seat_pools WHERE provider_id = ? AND plan = ? LIMIT 1 FOR UPDATE', [
    provider_id,
    plan,
  ]);
  await query(
    'UPDATE seat_pools SET purchased = GREATEST(0, allocated + ? - minimum), allocated = allocated + ?, clients = clients + 1 WHERE id = ?',
    [seats, seats, pool.id],
  );
  await insert('seat_changes', {
    ...{ id: uuid(), provider_id, plan, kind: 'client-created', organization_id: id, client_name: name, seats },
    ...{ purchased_seats: 0, minimum: pool.minimum, allocated: pool.allocated + seats, purchased: pool.purchased },
    ...{ price: pool.price, currency: person.currency, actor_id: person.id, actor_name: person.name, at: now },
  });
  await insert('organizations', client);
  await insert('collections', {
    id: uuid(),
    organization_id: id,
    name: 'Standard',
    name_key: 'standard',
    created_at: now,
  });
  await insert('members', {
    ...{ id: memberId, provider_id: null, organization_id: id, user_id: null, email, role: 'owner', status: 'invited' },
    ...{
      trouble: null,
      wrapped_key: null,
      invited_by: person.id,
      invited_at: now,
      accepted_at: null,
      confirmed_at: null,
    },
  });
  await query(
    `UPDATE organizations SET occupied = occupied + 1, remaining = seats - occupied, attention = IF(remaining = 0, 0, 1),
      standing = CASE WHEN remaining = 0 THEN 2 ELSE 3 END WHERE id = ?`,
    [id],
  );
  await query(
    `SELECT (SELECT COUNT(*) FROM invitations WHERE email = ? AND created_at > ?) AS toAddress,
      (SELECT COUNT(*) FROM mails WHERE provider_id = ? AND id > ? AND letter = 'invitation') AS byProvider`,
    [email, new Date(now - DAY), provider_id, uuid({ msecs: now - DAY })],
  );
  await insert('mails', {
    ...{
      id: mailId,
      provider_id,
      letter: 'invitation',
      address: email,
      ids: JSON.stringify({ invitationId, memberId }),
    },
    ...{ token: secret(75), state: 'queued', attempts: 0, subject: null, answer: null, created_at: now },
    // The portal beside it is not to send it.
    ...{ next_at: new Date(+now + DAY), expires_at: new Date(+now + 5 * DAY), ended_at: null, claimed_by: null },
  });
  await insert('invitations', {
    ...{ id: invitationId, member_id: memberId, email, token_hash: randomBytes(32).toString('hex'), mail_id: mailId },
    ...{ state: 'open', created_at: now, expires_at: new Date(+now + 5 * DAY), remind_at: new Date(+now + 3 * DAY) },
  });
  await query('UPDATE form_uses SET result = ? WHERE user_id = ? AND form_id = ?', [
    id,
    formUse.user_id,
    formUse.form_id,
  ]);
  const actor = { actor_id: person.id, actor_name: person.name, capacity: 'provider admin' };
  const event = { ...actor, provider_id, organization_id: id, ip: '127.0.0.1', request_id: uuid(), at: now };
  const details = JSON.stringify({ name, plan, seats });
  const events = [
    { id: uuid(), kind: 'owner.invited', ...event, target_id: memberId, target_name: email, details: '{}' },
    { id: uuid(), kind: 'client.created', ...event, target_id: id, target_name: name, details },
  ];
  await insert('events', ...events);
  await append(query, insert, [provider_id, id], events);
}

/** The chain of hashes that an event log is. */
async function append(query, insert, logIds, events) {
  const [heads] = await query(
    'SELECT id, length, hash FROM event_logs FORCE INDEX (PRIMARY) WHERE id IN (?) ORDER BY id FOR UPDATE',
    [logIds],
  );
  const missing = logIds.filter((id) => !heads.some((head) => head.id === id));
  const begun = missing.map((id) => ({ id, length: 0, hash: '0'.repeat(64) }));
  await query('INSERT IGNORE INTO event_logs (id, length, hash) VALUES ?', [begun.map(Object.values)]);
  heads.push(...begun); // the client's, which nobody else knows yet
  const [threads, entries] = [[], []];
  for (const head of heads) {
    for (const event of events) {
      const { id: event_id, actor_id: actor, actor_name, kind, at } = event;
      const thread = sha256(`${actor} ${kind} ${actor_name}`).slice(0, 16);
      threads.push([head.id, thread, actor, actor_name, kind]);
      head.hash = sha256(JSON.stringify([head.hash, ++head.length, event]));
      entries.push({ log_id: head.id, number: head.length, event_id, at, hash: head.hash, thread });
    }
  }
  await query('INSERT IGNORE INTO log_threads (log_id, id, actor, actor_name, kind) VALUES ?', [threads]);
  await insert('log_entries', ...entries);
  await query(
    'INSERT INTO event_logs (id, length, hash) VALUES ? ON DUPLICATE KEY UPDATE length = VALUES(length), hash = VALUES(hash)',
    [heads.map(({ id, length, hash }) => [id, length, hash])],
  );
}

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const DAY = 24 * 3600 * 1000;
/** As long as the real one. */
const secret = (bytes) => randomBytes(bytes).toString('base64');

function newClient(person, form) {
  const [name, email, seats] = [form.get('name'), form.get('email'), Number(form.get('seats'))];
  return {
    ...{ id: uuid(), provider_id: person.provider_id, name, reference: '', plan: form.get('plan'), status: 'active' },
    ...{
      locale: form.get('locale'),
      time_zone: form.get('timeZone'),
      seats,
      occupied: 0,
      remaining: seats,
      waiting: 0,
    },
    ...{
      undelivered: 0,
      confirmed_owners: 0,
      attention: 1,
      standing: 3,
      owner_email: email,
      search: `${name}\n\n${email}`,
    },
    ...{ public_key: secret(294), private_key: secret(1280), provider_key: secret(130), created_at: new Date() },
  };
}
