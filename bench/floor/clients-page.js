import { template } from './templates.js';

const render = template('providers/clients');

const HEADS = ['Client', 'Assigned', 'Used', 'Remaining', 'Plan', 'Status'];
const STANDINGS = ['Needs confirmation', 'Invitation failed', 'No seats left', 'Owner invited', 'Active', 'Suspended'];
const TONES = ['warning', 'warning', 'warning', 'plain', 'good', 'plain'];
const PLANS = { teams: 'Teams', enterprise: 'Enterprise' };

export async function clientsPage(pool, person, path) {
  const [found] = await pool.query(
    `SELECT o.id, o.name, o.reference, o.owner_email AS ownerEmail, o.seats, o.occupied, o.remaining, o.waiting, o.plan,
      o.attention, o.standing, d.due_at AS deletedOn, l.state AS leaving
     FROM organizations o FORCE INDEX (organizations_attention) LEFT JOIN deletions d ON d.organization_id = o.id
     LEFT JOIN departures l ON l.organization_id = o.id
     WHERE o.provider_id = ? ORDER BY o.attention, o.name, o.id LIMIT 51`,
    [person.provider_id],
  );
  const [pools] = await pool.query('SELECT * FROM seat_pools WHERE provider_id = ? ORDER BY plan DESC', [
    person.provider_id,
  ]);
  const rows = found.slice(0, 50);
  const last = rows.at(-1);
  const after = Buffer.from(JSON.stringify([last.attention, last.name, last.id])).toString('base64url');
  return render(person, {
    path,
    rows: rows.map((row) => ({
      ...row,
      planText: PLANS[row.plan],
      standing: { text: STANDINGS[row.standing], tone: TONES[row.standing] },
    })),
    heads: HEADS.map((text, at) => ({
      text,
      numeric: at > 0 && at < 4,
      href: `${path}?sort=${at === 0 ? 'name' : text.toLowerCase()}`,
    })),
    totals: {
      clients: sum(pools, (pool) => pool.clients),
      assigned: sum(pools, (pool) => pool.allocated),
      unassigned: sum(pools, (pool) => Math.max(0, pool.minimum - pool.allocated)),
    },
    pager: { next: `${path}?after=${after}` },
    alone: person.confirmed_admins === 1,
    query: {},
  });
}

const sum = (pools, of) => pools.reduce((total, pool) => total + of(pool), 0);
