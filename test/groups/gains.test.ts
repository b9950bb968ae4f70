import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Member } from '../../src/client-orgs/member.entity.js';
import type { Cell } from '../../src/groups/access-matrix.js';
import { gains } from '../../src/groups/gains.js';
import type { ClientCurrent } from '../../src/web/current.js';
import { words } from '../../src/web/words.js';
import { aProvider } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
const scene = { collections: [] as string[], groups: [] as string[], members: [] as string[] };
beforeAll(async () => {
  world = await openWorld();
  const client = await (await aProvider(world, { teams: 20 })).startsClient({ seats: 20 });
  for (const name of ['A', 'B', 'C']) {
    scene.collections.push(await client.hasCollection(name));
    scene.groups.push(await client.hasGroup(name));
    const { id } = await client.hasMember({ name: `Person ${name}` });
    scene.members.push((await world.db.findOneByOrFail(Member, { organizationId: client.id, userId: id })).id);
  }
});
afterAll(() => world.close());

const LEVEL = fc.constantFrom(0, 1, 3, 5, 7, 15);
/** Three by three, by collection and by group or member. */
const grid = <T>(of: fc.Arbitrary<T>) =>
  fc.array(fc.array(of, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });

async function fill(groups: number[][], direct: number[][], inGroup: boolean[][]): Promise<void> {
  const { db } = world;
  const cells = (levels: number[][], ids: string[]) =>
    levels
      .flatMap((row, c) => row.map((level, g) => [scene.collections[c], ids[g], level]))
      .filter(([, , level]) => level);
  const all: [table: string, rows: unknown[][]][] = [
    ['group_access', cells(groups, scene.groups)],
    ['member_access', cells(direct, scene.members)],
    [
      'group_members',
      inGroup.flatMap((row, g) => row.flatMap((is, m) => (is ? [[scene.groups[g], scene.members[m]]] : []))),
    ],
  ];
  for (const [table, rows] of all) {
    const [column, ids] = table === 'group_members' ? ['group_id', scene.groups] : ['collection_id', scene.collections];
    await db.query(`DELETE FROM ${table} WHERE ${column} IN (?)`, [ids]);
    if (rows.length > 0) await db.query(`INSERT INTO ${table} VALUES ?`, [rows]);
  }
}

const DIGITS = ['A', 'B', 'C'];

test('who gains and who loses is what a plain reading of all grants says', async () => {
  await fc.assert(
    fc.asyncProperty(
      grid(LEVEL),
      grid(LEVEL),
      grid(fc.boolean()),
      grid(LEVEL),
      async (groups, direct, inGroup, wanted) => {
        await fill(groups, direct, inGroup);
        const cells: Cell[] = groups.flatMap((row, c) =>
          row.flatMap((was, g) =>
            was === wanted[c][g]
              ? []
              : [{ collectionId: scene.collections[c], groupId: scene.groups[g], was, level: wanted[c][g] }],
          ),
        );
        const effective = (levels: number[][], c: number, m: number) =>
          levels[c].reduce((sum, level, g) => (inGroup[g][m] ? sum | level : sum), direct[c][m]);
        const expected = { gain: [] as string[], lose: [] as string[] };
        for (const m of [0, 1, 2]) {
          for (const c of [0, 1, 2]) {
            const [old, now] = [effective(groups, c, m), effective(wanted, c, m)];
            if (now & ~old) expected.gain.push(`Person ${DIGITS[m]}, ${DIGITS[c]}`);
            if (old & ~now) expected.lose.push(`Person ${DIGITS[m]}, ${DIGITS[c]}`);
          }
        }
        const found = await gains({ db: world.db } as ClientCurrent, cells);
        const shown = (lines: typeof found.gain) =>
          lines.map((line) => words(line, { locale: 'en', timeZone: 'UTC' }).split(':')[0]);
        expect({ gain: shown(found.gain), lose: shown(found.lose) }).toEqual(expected);
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
