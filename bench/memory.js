import { atMost } from './lib/rows.js';

const SECONDS = 60;
const MEGABYTE = 1024 * 1024;

/** What the process of the portal holds after a minute of 20 people who read lists, search and open forms. */
export async function memory({ serve, large, load }) {
  const app = await serve('app.js');
  const places = [
    '',
    '?sort=plan',
    '?sort=used&direction=desc',
    '?search=kund',
    '?search=qvarnby',
    '/new',
    '/new?plan=teams&seats=5',
  ];
  const asks = places.map((place) => ({ port: app.port, path: large.path + place, cookie: large.cookie }));
  await load({ asks, clients: 20, seconds: SECONDS });
  const resident = await app.ask('resident memory');
  await app.stop();
  return [atMost(`resident memory after ${SECONDS} s of 20 clients over 250 MB`, resident / (250 * MEGABYTE), 1)];
}
