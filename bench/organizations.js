import { addClients } from './lib/clients.js';
import { ratioOfRates } from './lib/measure.js';
import { setUpProvider } from './lib/providers.js';
import { atLeast } from './lib/rows.js';

const FIELDS = { formId: '#', name: '#' };

/** What its own members do in four organizations at once: of one provider, who could wait for each other, and of four. */
export async function organizations({ serve, sql, small, load }) {
  const app = await serve('app.js');
  const providers = [];
  for (const name of ['north', 'east', 'south', 'west']) {
    const provider = await setUpProvider(sql, app.port, name);
    await addClients(sql, provider, 3);
    providers.push(provider);
  }
  const ofOne = await clientsOf(sql, small, 4);
  const ofFour = (await Promise.all(providers.map((provider) => clientsOf(sql, provider, 1)))).flat();
  const elsewhere = await setUpProvider(sql, app.port, 'elsewhere');
  await makeOwner(sql, elsewhere, [...ofOne, ...ofFour]);
  const ask = (id) => ({
    ...{
      port: app.port,
      path: `/organizations/${id}/collections`,
      cookie: elsewhere.cookie,
      fields: FIELDS,
      status: 303,
    },
  });
  const [one, other] = [ofOne.map(ask), ofFour.map(ask)];
  const warm = { count: 1000 };
  const ratio = await ratioOfRates(load, { one, other, rounds: 16, warm, clients: 4, count: 200 });
  await app.stop();
  return [atLeast('writing in four organizations of one provider: acts/s over those of four providers', ratio, 0.9)];
}

async function clientsOf(sql, { id }, count) {
  const [rows] = await sql.query('SELECT id FROM organizations WHERE provider_id = ? LIMIT ?', [id, count]);
  return rows.map(({ id }) => id);
}

/** Makes the admin of a provider an owner of organizations of others. */
async function makeOwner(sql, { id }, organizationIds) {
  const [[{ user_id, email, wrapped_key }]] = await sql.query('SELECT * FROM members WHERE provider_id = ?', [id]);
  await sql.query(
    `INSERT INTO members (id, organization_id, user_id, email, role, status, wrapped_key, invited_at, confirmed_at)
     SELECT UUID(), id, ?, ?, 'owner', 'confirmed', ?, NOW(3), NOW(3) FROM organizations WHERE id IN (?)`,
    [user_id, email, wrapped_key, organizationIds],
  );
}
