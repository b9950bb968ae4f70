import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Readings } from '../../src/import/reading.js';

let readings: Readings;
beforeEach(() => {
  readings = new Readings();
});
afterEach(() => readings.onApplicationShutdown());

const file = (name: string) => Buffer.from(`name,url,username,password\n${name},https://kund.example,eva,hemligt\n`);
const begin = (name: string) =>
  readings.begin({ file: file(name), format: 'chromecsv', password: '', key: randomBytes(64), now: new Date() });

test('a file that waits is read when all those before it are given up at the same moment', async () => {
  const before = await Promise.all([begin('Ett'), begin('Två')]);
  const waiting = begin('Tre');
  for (const one of before) one.stop();
  expect((await waiting).summary).toMatchObject({ counts: { login: 1 } });
});

test('whoever comes while four wait is asked to try again in a minute', async () => {
  await Promise.all([begin('Ett'), begin('Två')]);
  for (const name of ['Tre', 'Fyra', 'Fem', 'Sex']) begin(name).catch(() => undefined);
  await expect(begin('Sju')).rejects.toMatchObject({ status: 503, retryAfter: 60 });
});
