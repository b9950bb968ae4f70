import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { assetPath } from '../../dist/web/assets.js';
import { providerRights } from '../../dist/web/rights.js';

const VIEWS = new URL('../../views/', import.meta.url);

// The portal's own templates, with helpers that can do what this one page in English needs.
const handlebars = Handlebars.create();
const compile = (source) => handlebars.compile(source, { preventIndent: true });
for (const file of readdirSync(VIEWS, { recursive: true }).filter((file) => file.endsWith('.hbs')))
  handlebars.registerPartial(file.slice(0, -4), compile(readFileSync(new URL(file, VIEWS), 'utf8')));
const digits = (value) => (typeof value === 'number' ? number.format(value) : value);
const catalog = JSON.parse(readFileSync(new URL('../../locales/en.json', import.meta.url), 'utf8'));
const sentence = (text, count) =>
  count === undefined ? text : (catalog[`${text}_${count === 1 ? 'one' : 'other'}`] ?? text);
const number = new Intl.NumberFormat('en-GB');
handlebars.registerHelper({
  t: (text, { hash }) => sentence(text, hash.count).replace(/\{\{(\w+)\}\}/g, (_, name) => digits(hash[name])),
  number: (value) => number.format(value),
  address: (email) => email,
  asset: (file) => new Handlebars.SafeString(assetPath(file)),
  is: (one, other) => one === other,
  form(action, { fn }) {
    const hidden = `<input type="hidden" name="formId" value="${randomUUID()}"><input type="hidden" name="_token" value="${'t'.repeat(43)}">`;
    return new Handlebars.SafeString(
      `<form method="post" action="${action}" novalidate="">${hidden}${fn(this)}</form>`,
    );
  },
});
const template = compile('{{> providers/clients}}');

const MAY = Object.fromEntries([...providerRights('provider-admin')].map((right) => [right, true]));
const HEADS = ['Client', 'Assigned', 'Used', 'Remaining', 'Plan', 'Status'];
const STANDINGS = ['Needs confirmation', 'Invitation failed', 'No seats left', 'Owner invited', 'Active', 'Suspended'];
const TONES = ['warning', 'warning', 'warning', 'plain', 'good', 'plain'];
const PLANS = { teams: 'Teams', enterprise: 'Enterprise' };

export async function clientsPage(pool, person, path) {
  const [found] = await pool.query(
    `SELECT o.id, o.name, o.reference, o.owner_email AS ownerEmail, o.seats, o.occupied, o.remaining, o.waiting, o.plan,
      o.attention, o.standing, d.due_at AS deletedOn
     FROM organizations o FORCE INDEX (organizations_attention) LEFT JOIN deletions d ON d.organization_id = o.id
     WHERE o.provider_id = ? ORDER BY o.attention, o.name, o.id LIMIT 51`,
    [person.provider_id],
  );
  const [pools] = await pool.query('SELECT * FROM seat_pools WHERE provider_id = ? ORDER BY plan DESC', [
    person.provider_id,
  ]);
  const rows = found.slice(0, 50);
  const last = rows.at(-1);
  const after = Buffer.from(JSON.stringify([last.attention, last.name, last.id])).toString('base64url');
  const provider = { id: person.provider_id, name: person.provider_name };
  return template({
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
    locale: 'en',
    frame: { person: { ...person, providers: [{ provider }], organizations: [] }, provider, may: MAY, outbox: true },
  });
}

const sum = (pools, of) => pools.reduce((total, pool) => total + of(pool), 0);
