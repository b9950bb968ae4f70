import { randomUUID } from 'node:crypto';
import type { Browser } from '../support/browser.js';

/** Does acts, eight at a time, for as long as the server answers. @returns what those gave that it said to be done */
export async function untilKilled<T>(acts: (() => Promise<T>)[]): Promise<T[]> {
  const left = [...acts];
  const done: T[] = [];
  const worker = async () => {
    for (let act = left.shift(); act; act = left.shift()) done.push(await act());
  };
  const ends = await Promise.allSettled(Array.from({ length: 8 }, worker));
  const faults = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  for (const fault of faults) if (!/ECONN|socket hang up/.test(`${fault.code} ${fault.message}`)) throw fault;
  return done;
}

/** Adds clients until all are there, or the server is not. @returns the ids of those that it said to be there */
export function addsClients(admin: Browser, path: string, count: number): Promise<string[]> {
  const add = (number: number) => async () => {
    const [formId, name] = [randomUUID(), `Kund ${randomUUID()}`];
    const what = { formId, name, email: `${formId}@kund.example`, seats: String(1 + (number % 9)), reference: '' };
    const form = { ...what, plan: 'teams', locale: 'en', timeZone: 'UTC' };
    const { status, headers } = await admin.send({ path, form });
    if (status !== 303) throw new Error(`Adding a client answered ${status}`);
    return String(headers.location).split('/').pop() as string;
  };
  return untilKilled(Array.from({ length: count }, (_, number) => add(number)));
}
