import { template } from './templates.js';

const render = template('members/index');

const MOST = 1000;
const SHOWN = {
  confirmed: { text: 'Confirmed', tone: 'good' },
  accepted: { text: 'Needs confirmation', tone: 'warning' },
  revoked: { text: 'Revoked', tone: 'plain' },
};
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/Stockholm' });

export async function membersPage(pool, person, path) {
  const id = path.split('/')[2];
  const [[client]] = await pool.query(
    `SELECT o.*, s.reason, d.due_at FROM organizations o JOIN providers p ON p.id = o.provider_id
     LEFT JOIN suspensions s ON s.organization_id = o.id LEFT JOIN deletions d ON d.organization_id = o.id WHERE o.id = ?`,
    [id],
  );
  await visit(pool, person, id);
  const [found] = await pool.query(
    `SELECT m.id, m.name, COALESCE(u.email, m.email) AS email, m.role, m.status, u.two_step_at AS twoStepAt,
      i.expires_at AS expiresAt, l.state AS mailState
     FROM members m FORCE INDEX (members_name) LEFT JOIN users u ON u.id = m.user_id
     LEFT JOIN invitations i ON m.status = 'invited' AND i.id =
      (SELECT id FROM invitations WHERE member_id = m.id ORDER BY created_at DESC, id DESC LIMIT 1)
     LEFT JOIN mails l ON l.id = i.mail_id
     WHERE m.organization_id = ? AND m.status <> 'revoked' ORDER BY m.name, m.id LIMIT 51`,
    [id],
  );
  const rows = found.slice(0, 50);
  const groups = await groupsOf(pool, rows);
  const [[counts]] = await pool.query(
    `SELECT o.occupied, o.waiting, o.seats, (${counted('invited')}) AS invited, (${counted('revoked')}) AS revoked,
      (SELECT id FROM member_uploads WHERE organization_id = ? AND state = 'live' LIMIT 1) AS upload FROM organizations o WHERE o.id = ?`,
    [id, id, id, id],
  );
  const last = rows.at(-1);
  const after = Buffer.from(JSON.stringify([last.name, last.id])).toString('base64url');
  return render(
    person,
    {
      path,
      rows: rows.map((row) => ({ ...row, state: stateOf(row), groups: groups.get(row.id), managed: true })),
      heads: Object.fromEntries(
        ['Name', 'Role', 'Status'].map((text) => [
          text.toLowerCase(),
          { text, href: `${path}?sort=${text.toLowerCase()}` },
        ]),
      ),
      query: {},
      tabs: tabsOf(path, counts),
      seats: { used: Number(counts.occupied), seats: Number(counts.seats) },
      csvPath: `${path}/export.csv`,
      pager: { next: `${path}?after=${after}` },
    },
    client,
  );
}

/** That somebody of the provider was here, which the client's log shows once for a session. */
async function visit(pool, { session_id: session }, id) {
  const connection = await pool.getConnection();
  await connection.query('START TRANSACTION');
  await connection.query('INSERT IGNORE INTO visits (session_id, organization_id) VALUES (?, ?)', [session, id]);
  await connection.query('COMMIT');
  connection.release();
}

async function groupsOf(pool, rows) {
  const [found] = await pool.query(
    `SELECT id, name FROM (SELECT m.member_id AS id, g.name, ROW_NUMBER() OVER (PARTITION BY m.member_id ORDER BY g.name, g.id) AS place
       FROM group_members m JOIN member_groups g ON g.id = m.group_id WHERE m.member_id IN (?)) placed
     WHERE place <= 4 ORDER BY id, place`,
    [rows.map(({ id }) => id)],
  );
  const groups = new Map();
  for (const { id, name } of found) groups.set(id, [...(groups.get(id) ?? []), name]);
  return groups;
}

const counted = (status) =>
  `SELECT COUNT(*) FROM (SELECT 1 FROM members WHERE organization_id = ? AND status = '${status}' LIMIT ${MOST}) few`;

function stateOf({ status, mailState, expiresAt }) {
  if (SHOWN[status]) return SHOWN[status];
  const detail = mailState === 'delivered' ? `Delivered; valid until ${day.format(expiresAt)}` : 'Queued';
  return { text: 'Invited', tone: 'plain', detail };
}

const tabsOf = (path, { occupied, waiting, invited, revoked }) => [
  { text: 'All', count: Number(occupied), href: path, here: true },
  { text: 'Invited', count: Number(invited), most: Number(invited) === MOST, href: `${path}?tab=invited` },
  { text: 'Needs confirmation', count: Number(waiting), href: `${path}?tab=accepted` },
  { text: 'Revoked', count: Number(revoked), most: Number(revoked) === MOST, href: `${path}?tab=revoked` },
];
