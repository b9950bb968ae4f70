import { ratioOfRates } from './lib/measure.js';
import { atLeast } from './lib/rows.js';

/** The Clients tab: 50 rows of 10,000 clients, signed in, access checked. */
export async function clientsPage({ serve, large, load }) {
  const [app, floor] = [await serve('app.js'), await serve('floor.js')];
  const ask = ({ port }) => ({ port, path: large.path, cookie: large.cookie });
  refuseOther(await pageOf(ask(app)), await pageOf(ask(floor)));
  const warm = { seconds: 25, count: 6000 };
  const ratio = await ratioOfRates(load, {
    one: ask(app),
    other: ask(floor),
    rounds: 24,
    warm,
    clients: 10,
    seconds: 0.5,
  });
  await Promise.all([app.stop(), floor.stop()]);
  return [atLeast('Clients page, 50 of 10,000 clients: requests/s over the floor’s', ratio, 0.45)];
}

async function pageOf({ port, path, cookie }) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.text();
}

/** The floor has to send the same bytes, but for what is random in a form. */
function refuseOther(html, floors) {
  const [lines, others] = [html, floors].map((text) => text.replace(/value="[-\w]{36,43}"/g, '').split('\n'));
  const at = lines.findIndex((line, index) => line !== others[index]);
  if (at < 0 && lines.length === others.length) return;
  throw new Error(
    `The floor sends another page; mend bench/floor. The portal:\n${lines[at]}\nThe floor:\n${others[at]}`,
  );
}
