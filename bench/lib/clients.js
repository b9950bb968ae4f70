import { randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';

const TRADES = ['Bageri', 'Åkeri', 'Måleri', 'Tandvård', 'Byggnads', 'Redovisning', 'Ölbryggeri', 'Fastigheter'];
const PLACES = ['Umeå', 'Lund', 'Örebro', 'Kiruna', 'Växjö', 'Gävle', 'Visby', 'Malmö', 'Ystad', 'Luleå', 'Ängelholm'];
const BATCH = 500;

/** What to search for: found in three clients whatever their number, in all of them, in none. */
export const SEARCHES = { 'few hits': 'qvarnby', 'many hits': 'kund', 'no hit': 'zwxq' };

/** Fills a provider with clients by plain SQL, each with its owner, its collection and its share of the seat pools. */
export async function addClients(sql, { id: providerId }, count) {
  for (let begin = 0; begin < count; begin += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - begin) }, (_, index) => begin + index);
    const clients = numbers.map((number) => newClient(providerId, number, count));
    await insert(sql, 'organizations', clients);
    await insert(sql, 'members', clients.map(ownerOf));
    await insert(sql, 'collections', clients.map(collectionOf));
  }
  const sum = (what) => `(SELECT ${what} FROM organizations o WHERE o.provider_id = p.provider_id AND o.plan = p.plan)`;
  await sql.query(
    `UPDATE seat_pools p SET allocated = ${sum('SUM(o.seats)')}, clients = ${sum('COUNT(*)')},
      purchased = GREATEST(0, allocated - minimum) WHERE p.provider_id = ?`,
    [providerId],
  );
}

export async function insert(sql, table, rows) {
  const columns = Object.keys(rows[0]);
  await sql.query(`INSERT INTO ${table} (${columns}) VALUES ?`, [rows.map(Object.values)]);
}

/** The same clients at each run; spread like those of a provider at work, and those few are spread over them. */
function newClient(providerId, number, count) {
  const shuffled = (number * 7919) % count;
  const rare = number % Math.floor(count / 3) === 1 && number < count - 1 ? 'Qvarnby ' : '';
  const name = `${PLACES[shuffled % PLACES.length]} ${rare}${TRADES[shuffled % TRADES.length]} ${shuffled} AB`;
  const seats = 1 + (shuffled % 80);
  const occupied = number % 9 === 0 ? seats : shuffled % (seats + 1);
  const waiting = number % 50 === 7 && occupied > 0 ? 1 : 0;
  const attention = waiting || occupied === seats ? 0 : 1;
  const [reference, email] = [`K-${10_000 + shuffled}`, `vd@kund${shuffled}.example`];
  return {
    ...{ id: uuid(), provider_id: providerId, name, reference, plan: number % 3 ? 'teams' : 'enterprise' },
    ...{ status: 'active', locale: 'sv', time_zone: 'Europe/Stockholm', seats, occupied, remaining: seats - occupied },
    ...{ waiting, undelivered: 0, confirmed_owners: number % 4 ? 1 : 0, attention },
    standing: waiting ? 0 : occupied === seats ? 2 : number % 4 ? 4 : 3,
    owner_email: email,
    search: [name, reference, email].join('\n').normalize('NFC').toLowerCase(),
    ...{ public_key: secret(294), private_key: secret(1280), provider_key: secret(130), created_at: new Date() },
  };
}

const ownerOf = ({ id, owner_email }) => ({
  ...{ id: uuid(), organization_id: id, email: owner_email, role: 'owner', status: 'invited', invited_at: new Date() },
});

const collectionOf = ({ id }) => ({
  ...{
    id: uuid(),
    organization_id: id,
    name: 'Standardsamling',
    name_key: 'standardsamling',
    path: 'Standardsamling',
    created_at: new Date(),
  },
});

/** As long as the real one. */
const secret = (bytes) => randomBytes(bytes).toString('base64');
