// The floor: the smallest plain program of node:http, mysql2 and Handlebars that runs the same SQL and sends the same bytes.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createPool } from 'mysql2/promise';
import { accessMatrix } from './floor/access-matrix.js';
import { clientsPage } from './floor/clients-page.js';
import { createClient } from './floor/creation.js';
import { eventsPage } from './floor/events-page.js';
import { importFile } from './floor/import.js';
import { itemsPage } from './floor/items-page.js';
import { membersPage } from './floor/members-page.js';
import { placeOf } from './lib/database.js';

const pool = createPool({ ...placeOf(process.env.DATABASE_URL), connectionLimit: 20 });

const PAGES = { events: eventsPage, access: accessMatrix, members: membersPage, items: itemsPage };

const server = createServer(async (request, response) => {
  try {
    const person = await personOf(request);
    const { pathname, searchParams } = new URL(request.url, 'http://floor');
    if (request.method === 'GET') {
      const html = await (PAGES[pathname.split('/')[3]] ?? clientsPage)(pool, person, pathname, searchParams);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
    } else if (pathname.endsWith('/import')) {
      await importFile(pool, person, pathname, await bodyOf(request));
      response.writeHead(303, { location: pathname }).end();
    } else {
      const id = await createClient(pool, person, new URLSearchParams(String(await bodyOf(request))));
      response.writeHead(303, { location: `/organizations/${id}` }).end();
    }
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
});

const SESSION = `
  SELECT s.id AS session_id, s.keyring, s.seen_at, s.password_at, s.expires_at, u.id, u.name, u.email, u.locale, u.time_zone, u.two_step_at,
    m.id AS member_id, m.role, p.id AS provider_id, p.name AS provider_name, p.phone, p.locale AS provider_locale,
    p.time_zone AS provider_zone, p.currency, p.confirmed_admins, p.requires_two_step,
    o.id AS organization_id, o.name AS organization_name
  FROM sessions s
  JOIN users u ON u.id = s.user_id
  LEFT JOIN members m ON m.user_id = u.id AND m.status = 'confirmed'
  LEFT JOIN providers p ON p.id = m.provider_id
  LEFT JOIN organizations o ON o.id = m.organization_id
  WHERE s.id = ?`;

async function personOf({ headers }) {
  const [secret] = decodeURIComponent(/\bsession=([^;]+)/.exec(headers.cookie)[1]).split('.');
  const [memberships] = await pool.query(SESSION, [createHash('sha256').update(secret).digest('hex')]);
  return memberships.find(({ provider_id }) => provider_id);
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

process.on('disconnect', () => process.exit()); // with whoever measures
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
