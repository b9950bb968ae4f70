// The load generator: sends requests over kept connections from a process of its own.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as rest } from 'node:timers/promises';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

process.on('disconnect', () => process.exit()); // with whoever measures
process.on('message', (order) => {
  run(order).then(
    (answer) => process.send(answer),
    (error) => process.send({ error: error.message }),
  );
});

/**
 * `asks`: {port, path, cookie, fields?, status} in turn, by as many clients at once as `clients`, for `seconds` or `count` times;
 * each rests for `pause` milliseconds after an answer.
 * Gives how many were answered, in how many seconds, and the milliseconds that each of the asks took.
 */
async function run({ asks, clients = 1, seconds = Infinity, count = Infinity, pause = 0 }) {
  const took = asks.map(() => []);
  const begun = performance.now();
  const elapsed = () => (performance.now() - begun) / 1000;
  let sent = 0;
  const client = async () => {
    while (sent < count && elapsed() < seconds) {
      const turn = sent++ % asks.length;
      const start = performance.now();
      await send(asks[turn]);
      took[turn].push(performance.now() - start);
      if (pause) await rest(pause);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { answered: took.flat().length, seconds: elapsed(), took };
}

function send({ port, path, cookie, fields, status = 200 }) {
  const body = fields && String(new URLSearchParams(filled(fields)));
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  if (body)
    Object.assign(headers, { 'content-type': 'application/x-www-form-urlencoded', 'content-length': body.length });
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, method: body ? 'POST' : 'GET', agent, headers }, (answer) => {
      if (answer.statusCode !== status) reject(new Error(`${path} answered ${answer.statusCode} instead of ${status}`));
      answer.on('error', reject).on('end', resolve).resume();
    });
    asked.on('error', reject).end(body);
  });
}

/** `#` in a field stands for something that was never sent before. */
const filled = (fields) =>
  Object.entries(fields).map(([name, value]) => [name, value.replace('#', () => randomUUID())]);
