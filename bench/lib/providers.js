import { randomUUID } from 'node:crypto';
import { randomToken, tokenHash } from '../../dist/keys/tokens.js';
import { formsOf } from './forms.js';

const PASSWORD = 'gravel-otter-mandolin-quartz';

/** Sets up a provider as a person does in the browser. @returns its id, and its admin's address and cookie, signed in */
export async function setUpProvider(sql, port, name) {
  const token = randomToken();
  const link = [randomUUID(), tokenHash(token)];
  await sql.query('INSERT INTO setup_links VALUES (?, ?, NOW(3), NOW(3) + INTERVAL 1 DAY, NULL)', link);
  const opened = await fetch(`http://127.0.0.1:${port}/setup/${token}`, { redirect: 'manual' });
  const email = `admin@${name}.example`;
  const answer = await fetch(`http://127.0.0.1:${port}/setup`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(opened), 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({
      ...{ providerName: 'Nordic IT Partner AB', name: 'Åsa Lindström', email, emailAgain: email },
      ...{ password: PASSWORD, passwordAgain: PASSWORD, locale: 'en', timeZone: 'Europe/Stockholm', currency: 'SEK' },
      ...{ teamsMinimum: '900000', teamsPrice: '40', enterpriseMinimum: '900000', enterprisePrice: '60' },
    }),
  });
  const [, id] = /^\/providers\/([^/]+)/.exec(answer.headers.get('location') ?? '') ?? [];
  if (!id) throw new Error(`Setting up a provider answered ${answer.status}: ${await answer.text()}`);
  await sql.query('UPDATE providers SET requires_two_step = 0 WHERE id = ?', [id]); // a browser would set it up first
  return { id, email, cookie: cookiesOf(answer), path: `/providers/${id}/clients` };
}

/** @returns the cookie of a new session */
export async function signIn({ port }, { email }) {
  const answer = await formsOf({ port }, { cookie: '' })('/sign-in', { email, password: PASSWORD });
  return cookiesOf(answer);
}

const cookiesOf = (answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
