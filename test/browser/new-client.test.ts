import { expect, test } from '@jest/globals';
import type { Client } from '../support/client.js';
import { aProvider, aStranger, type Person, unique } from '../support/people.js';
import { accepts } from '../support/without-pages.js';
import type { Desk, Wishes } from './desk.js';
import { Office } from './office.js';

const office = new Office();

const admin = ({ provider }: Client) => provider.admin;
const owner = (client: Client) => client.hasMember({ role: 'owner', name: 'Olga Ägare' });

test.each<[string, (client: Client) => Person | Promise<Person>, Wishes]>([
  ['a provider admin', admin, {}],
  ['a provider admin without JavaScript', admin, { javaScript: false }],
  ['its owner, from inside', owner, {}],
  ['its owner without JavaScript', owner, { javaScript: false }],
])(
  '%s takes a new client from an empty checklist to departments × functions with ten members',
  async (_, who, wishes) => {
    const provider = await aProvider(office.world, { teams: 20 });
    const [client] = await provider.hasClients(1, () => ({ seats: 15 }));
    const desk = await office.deskOf(await who(client), wishes);
    await desk.visits(client.path);
    await setsUpStructure(desk);
    const people = [...(await inviteFive(desk, client, 'Ekonomi')), ...(await inviteFive(desk, client, 'Sälj'))];
    await office.world.deliverMail();
    for (const person of people) await accepts(client, person);
    await confirmsAll(desk, client, people);
    await desk.presses(`nav a[href="${client.path}"]`);
    expect(await desk.page.locator('.checklist li.done').count()).toBe(3);
    expect(desk.taken.pages).toBeLessThanOrEqual(25);
    expect(desk.taken.forms).toBeLessThanOrEqual(12);
  },
  180_000,
);

async function setsUpStructure(desk: Desk): Promise<void> {
  await desk.presses('.checklist .open .actions a');
  await desk.sends({ departments: 'Ekonomi\nSälj', functions: 'Bokföring\nWebb' });
  const cells = desk.page.locator('.matrix tbody input:not([type=hidden])');
  expect(await cells.count()).toBe(10); // also of the default collection and of one for each department
  for (const cell of await cells.all()) await cell.fill('4');
  await desk.presses('button[name=preview]');
  await desk.presses('main .actions button');
  expect(await cells.first().inputValue()).toBe('4');
}

/** Into a group, from the checklist; they have accounts, for what they do themselves is no part of this. */
async function inviteFive(desk: Desk, { path }: Client, group: string): Promise<Person[]> {
  const people: Person[] = [];
  for (let i = 0; i < 5; i++) people.push(await aStranger(office.world, { name: unique(`Person ${i}`) }));
  await desk.presses(`nav a[href="${path}/members"]`);
  await desk.presses(`.page-acts a[href="${path}/members/new"]`);
  await desk.fills({ emails: people.map(({ email }) => email).join(', ') });
  await desk.page.locator('label.check', { hasText: group }).locator('input').check();
  await desk.presses('main form.invite .actions button');
  expect(await desk.text('[role=status]')).toContain('5');
  return people;
}

async function confirmsAll(desk: Desk, { path }: Client, people: Person[]): Promise<void> {
  await desk.presses(`nav a[href="${path}"]`);
  await desk.presses('.checklist .open .actions a');
  const boxes = desk.page.locator('#list tbody [type=checkbox]');
  expect(await boxes.count()).toBe(10);
  if (desk.javaScript) await desk.page.check('[data-check-all]');
  else for (const box of await boxes.all()) await box.check();
  await desk.presses('.bulk button[value=confirmations]');
  for (const { name, fingerprint } of people) {
    const words = desk.page.locator(`tr:has(bdi:text-is("${name}"))`).locator('label:has(input[autocomplete])');
    for (const word of await words.all()) {
      const asked = Number((await word.textContent())?.match(/\d/)?.[0]);
      await word.locator('input').fill(fingerprint[asked - 1]);
    }
  }
  await desk.presses('main form .list-foot button');
  expect(await desk.text('[role=status]')).toMatch(/^10 /);
}
