import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuid } from 'uuid';
import { Collection } from '../../src/collections/collection.entity.js';
import { levelsOf } from '../../src/collections/effective-access.js';
import { GroupAccess } from '../../src/collections/group-access.entity.js';
import { LEVELS, type Level } from '../../src/collections/levels.js';
import { MemberAccess } from '../../src/collections/member-access.entity.js';
import { Group } from '../../src/groups/group.entity.js';
import { GroupMember } from '../../src/groups/group-member.entity.js';
import type { Client } from '../support/client.js';
import { aMembership, type Membership } from '../support/members.js';
import { aProvider, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

const COLLECTIONS = 5;
const GROUPS = 4;

let world: World;
let client: Client;
let reader: Person;
let members: Membership[];
let collections: Collection[];
let groups: Group[];
beforeAll(async () => {
  world = await openWorld();
  client = await (await aProvider(world)).startsClient({ seats: 9 });
  reader = (await aMembership(client, { role: 'owner' })).person;
  members = [await aMembership(client, {}), await aMembership(client, {})];
  const named = (word: string, i: number) => ({
    id: uuid(),
    name: `${word} ${i}`,
    nameKey: `${word} ${i}`.toLowerCase(),
  });
  const rest = { organizationId: client.id, externalId: null, createdAt: world.clock.now(), version: 1 };
  collections = Array.from({ length: COLLECTIONS }, (_, i) => ({
    ...named('Collection', i),
    ...rest,
    path: '',
    items: 0,
  }));
  groups = Array.from({ length: GROUPS }, (_, i) => ({ ...named('Group', i), ...rest }));
  await world.db.insert(Collection, collections);
  await world.db.insert(Group, groups);
});
afterAll(() => world.close());

interface Grants {
  /** Level by collection, for each member and each group. */
  direct: (Level | undefined)[][];
  byGroup: (Level | undefined)[][];
  /** Whether a member is in a group. */
  inside: boolean[][];
}
const exactly = <T>(one: fc.Arbitrary<T>, length: number) => fc.array(one, { minLength: length, maxLength: length });
const level = fc.option(fc.constantFrom(...LEVELS.map((one) => one.level)), { nil: undefined });
const grants = fc.record<Grants>({
  direct: exactly(exactly(level, COLLECTIONS), 2),
  byGroup: exactly(exactly(level, COLLECTIONS), GROUPS),
  inside: exactly(exactly(fc.boolean(), GROUPS), 2),
});

/** What the words of a level let somebody do. */
const CAN: Record<Level, string[]> = {
  1: ['view'],
  3: ['view', 'see passwords'],
  5: ['view', 'edit'],
  7: ['view', 'see passwords', 'edit'],
  15: ['view', 'see passwords', 'edit', 'manage'],
};

/** The plain rule: whatever any of the grants allows, the member may. */
function reference({ direct, byGroup, inside }: Grants, member: number, collection: number): string[] {
  const given = [
    direct[member][collection],
    ...byGroup.map((one, i) => (inside[member][i] ? one[collection] : undefined)),
  ];
  return [...new Set(given.flatMap((one) => (one ? CAN[one] : [])))].sort();
}

async function write({ direct, byGroup, inside }: Grants): Promise<void> {
  for (const { id } of members) await world.db.query('DELETE FROM group_members WHERE member_id = ?', [id]);
  for (const { id } of members) await world.db.query('DELETE FROM member_access WHERE member_id = ?', [id]);
  for (const { id } of groups) await world.db.query('DELETE FROM group_access WHERE group_id = ?', [id]);
  const cells = <T>(rows: (T | undefined)[][]) =>
    rows.flatMap((row, i) => row.flatMap((one, j) => (one ? [{ one, i, j }] : [])));
  const some = async (entity: typeof GroupMember | typeof MemberAccess | typeof GroupAccess, rows: object[]) =>
    rows.length > 0 && world.db.insert(entity as typeof GroupMember, rows);
  await some(
    GroupMember,
    cells(inside).map(({ i, j }) => ({ memberId: members[i].id, groupId: groups[j].id })),
  );
  const access = (rows: Grants['direct']) =>
    cells(rows).map(({ one, i, j }) => ({ i, level: one, collectionId: collections[j].id }));
  await some(
    MemberAccess,
    access(direct).map(({ i, ...row }) => ({ ...row, memberId: members[i].id })),
  );
  await some(
    GroupAccess,
    access(byGroup).map(({ i, ...row }) => ({ ...row, groupId: groups[i].id })),
  );
}

const wordsOf = (found: number | undefined) => (found ? [...CAN[found as Level]].sort() : []);

test('effective access is what any of the grants allows, in the database and on the page', async () => {
  const property = fc.asyncProperty(grants, async (given) => {
    await write(given);
    for (const [m, { id, path }] of members.entries()) {
      const found = await levelsOf(world.db, id);
      await reader.visit(path);
      const rows = reader.page.rows('Where it comes from');
      for (const [c, collection] of collections.entries()) {
        const expected = reference(given, m, c);
        expect(wordsOf(found.get(collection.id))).toEqual(expected);
        const row = rows.find((one) => one.Collection === collection.name);
        const shown = LEVELS.find(({ text }) => text.key === row?.Permission)?.level;
        expect(wordsOf(shown)).toEqual(expected);
        for (const [g, group] of groups.entries()) {
          const through = given.inside[m][g] && given.byGroup[g][c] !== undefined;
          expect(row?.['Where it comes from'].includes(`through group ${group.name}`) ?? false).toBe(through);
        }
      }
    }
  });
  await fc.assert(property, { numRuns: 25, interruptAfterTimeLimit: 15_000, endOnFailure: true });
});
