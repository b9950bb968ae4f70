import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bytes, FIXTURES } from './fixtures/all.js';
import { WORST } from './fixtures/worst.js';

/** The part of an XML file that is there again for each item. */
const REPEATED: Record<string, RegExp> = {
  keepass2xml: /<Entry><Times>.*<\/History><\/Entry>/s,
  pwsafexml: /<entry .*<\/entry>/s,
  stickypasswordxml: /<Login ID="7".*?\/>/s,
  safeincloudxml: /<card title="Lok">.*?<\/card>/s,
};

/** A file with `times` as many of its items. */
function grown(id: string, file: string, times: number): string {
  const part = REPEATED[id];
  if (part) return file.replace(part, (element) => element.repeat(times));
  if (id === '1password1pif') return file.repeat(times);
  if (id === 'fsecurefsk') return file.replace(/"data": \{(.*)\}\s*\}/s, (_, all) => `"data":{${keyed(all, times)}}}`);
  if (file.startsWith('{')) return JSON.stringify(outermost(JSON.parse(file), times));
  const end = ['keepercsv', 'enpasscsv'].includes(id) ? 0 : file.indexOf('\n') + 1;
  return file.slice(0, end) + `${file.slice(end).trimEnd()}\n`.repeat(times);
}

const keyed = (all: string, times: number) =>
  Array.from({ length: times }, (_, at) => all.replace(/"([abc])": \{/g, `"$1${at}": {`)).join(',');

function outermost(value: unknown, times: number): unknown {
  if (Array.isArray(value)) return Array.from({ length: times }, () => value).flat();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, outermost(one, times)]));
}

const SMALLEST = 1024 * 16;
const LARGEST = 1024 * 128;
const LONG_ENOUGH = 1;
const MOST = 2.5;

const YOUNG_HEAP = ['--expose-gc', '--single-threaded-gc', '--min-semi-space-size=128', '--max-semi-space-size=128'];
let clock: ChildProcess;
beforeAll(() => {
  clock = fork('test/support/parser-clock.js', { execArgv: YOUNG_HEAP, serialization: 'advanced' });
});
afterAll(() => void clock.kill());

/** Milliseconds that the format's parser takes. */
async function timeOf(id: string, file: Uint8Array): Promise<number> {
  clock.send({ id, file });
  const [time] = await once(clock, 'message');
  return time;
}

/**
 * How much longer a file takes that is twice as large: the mean of four doublings, over which memory that has to be cleared counts
 * little and a square would count 256-fold. The least of several runs, which others on the machine disturb least.
 */
async function ratio(id: string, single: Uint8Array, sixteenfold: Uint8Array): Promise<number> {
  let [one, sixteen] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const mean = () => (sixteen / one) ** (1 / 4);
  for (let run = 0; run < 2 || (run < 20 && mean() > MOST); run++) {
    one = Math.min(one, await timeOf(id, single));
    sixteen = Math.min(sixteen, await timeOf(id, sixteenfold));
  }
  return mean();
}

async function doubled(id: string, file: (times: number) => string): Promise<number> {
  let times = 1;
  while (file(times).length < SMALLEST) times *= 2;
  while (file(times).length < LARGEST && (await timeOf(id, bytes(file(times)))) < LONG_ENOUGH) times *= 2;
  return ratio(id, bytes(file(times)), bytes(file(16 * times)));
}

const SAME = ['edgecsv', 'bravecsv', 'operacsv', 'vivaldicsv', 'passboltcsv']; // one parser with another of the list
const usual = FIXTURES.filter(({ id }, at) => FIXTURES.findIndex((one) => one.id === id) === at);
const tried = usual.filter(({ id }) => !SAME.includes(id)).map(({ id, file }) => [id, file]);

test.each(tried)('twice as many items of %s take at most 2.5 times as long', async (id, file) => {
  expect(await doubled(id, (times) => grown(id, file, times))).toBeLessThanOrEqual(MOST);
});

test.each(WORST)('twice as many %s (%s) take at most 2.5 times as long', async (_, id, file) => {
  expect(await doubled(id, file)).toBeLessThanOrEqual(MOST);
});
