import { constants, createPublicKey, generateKeyPairSync, publicEncrypt, randomBytes, randomUUID } from 'node:crypto';
import { fingerprintPhrase } from '../dist/keys/fingerprint.js';
import { formsOf, startClient } from './lib/forms.js';
import { timed } from './lib/measure.js';
import { atMost } from './lib/rows.js';

const PEOPLE = 1000;
const ROUNDS = 7;

/** Confirming 1,000 people on one page, words compared, over 1,000 RSA wraps and one batched update. */
export async function bulkConfirmation({ serve, sql, small }) {
  const app = await serve('app.js');
  const post = formsOf(app, small);
  const path = await startClient(post, small, 'Many people');
  const organizationId = path.split('/').pop();
  const people = await addPeople(sql, organizationId);
  const [portal, floor] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    await makeWait(sql, organizationId);
    floor.push(await timed(() => wrapAndUpdate(sql, people)));
    await makeWait(sql, organizationId);
    const asked = await post(
      `${path}/members/confirmations/new`,
      people.map(({ id }) => ['ids', id]),
    );
    const form = typed(await asked.text(), people);
    portal.push(await timed(() => confirm(post, path, form)));
  }
  await app.stop();
  const ratio = Math.min(...portal) / Math.min(...floor);
  return [atMost('confirming 1,000 people at once: time over 1,000 RSA wraps and one update', ratio, 3)];
}

async function addPeople(sql, organizationId) {
  const { publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  const key = publicKey.toString('base64');
  const people = Array.from({ length: PEOPLE }, (_, i) => ({
    id: randomUUID(),
    userId: randomUUID(),
    key,
    email: `p${i}@kund.example`,
  }));
  const [[like]] = await sql.query('SELECT * FROM users LIMIT 1');
  const users = people.map(({ userId, email }) => ({
    ...like,
    id: userId,
    email,
    name: email,
    kdf_salt: email,
    public_key: key,
    kdf: JSON.stringify(like.kdf),
  }));
  await sql.query('INSERT INTO users (??) VALUES ?', [Object.keys(users[0]), users.map(Object.values)]);
  await sql.query(
    `INSERT INTO members (id, organization_id, user_id, email, role, status, invited_at, accepted_at) VALUES ?`,
    [
      people.map(({ id, userId, email }) => [
        id,
        organizationId,
        userId,
        email,
        'user',
        'accepted',
        new Date(),
        new Date(),
      ]),
    ],
  );
  await sql.query('UPDATE organizations SET occupied = 1 + ?, remaining = seats - occupied WHERE id = ?', [
    PEOPLE,
    organizationId,
  ]);
  return people;
}

/** Puts everybody back. */
async function makeWait(sql, organizationId) {
  await sql.query(
    `UPDATE members SET status = 'accepted', wrapped_key = NULL, confirmed_at = NULL WHERE organization_id = ? AND role = 'user'`,
    [organizationId],
  );
  await sql.query('UPDATE organizations SET waiting = ? WHERE id = ?', [PEOPLE, organizationId]);
}

async function wrapAndUpdate(sql, people) {
  const organizationKey = randomBytes(64);
  const wrapped = people.map(({ id, key }) => {
    const recipient = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' };
    return [id, `4.${publicEncrypt({ key: recipient, ...padding }, organizationKey).toString('base64')}`];
  });
  await sql.query(
    `UPDATE members SET status = 'confirmed', confirmed_at = NOW(3),
      wrapped_key = CASE id ${'WHEN ? THEN ? '.repeat(people.length)}END WHERE id IN (?)`,
    [...wrapped.flat(), people.map(({ id }) => id)],
  );
}

/** The page as it was answered, with everybody's words. */
function typed(html, people) {
  const all = (name) => [...html.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, value]) => value);
  const unescaped = (text) => text.replaceAll('&#x3D;', '=');
  const asked = [...html.matchAll(/aria-label="Word number (\d)/g)].map(([, number]) => Number(number));
  const byId = new Map(people.map((person) => [person.id, person]));
  const ids = all('ids');
  const words = ids.map((id) => fingerprintPhrase(byId.get(id).userId, byId.get(id).key));
  return [
    ['formId', randomUUID()],
    ...ids.map((id) => ['ids', id]),
    ...all('subjects').map((subject) => ['subjects', unescaped(subject)]),
    ...words.map((phrase, i) => ['firstWords', phrase[asked[2 * i] - 1]]),
    ...words.map((phrase, i) => ['secondWords', phrase[asked[2 * i + 1] - 1]]),
  ];
}

async function confirm(post, path, form) {
  const { status } = await post(`${path}/members/confirmations`, form);
  if (status !== 303) throw new Error(`Confirming ${PEOPLE} people answered ${status}`);
}
