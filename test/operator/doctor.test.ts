import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { SecretBox } from '../../src/keys/seal.js';
import { tokenPlace } from '../../src/mail/outbox.service.js';
import { makeBackup } from '../../src/operator/backup.js';
import { examine } from '../../src/operator/doctor.js';
import { dropDatabase, emptyDatabase, freshDatabase } from '../mail/mail-room.js';
import { PostOffice } from '../mail/post-office.js';
import { selfSigned } from '../server/certificate.js';
import { addressOf } from '../server/portal.js';

const KEY = 'vQ9fXnM0m2V7q1rYtWc4zJ8kLp3sHd6uEbGaNxRoTiA=';
const OLD = 'Zk3rT8yQw1Lm5Pn7Vx2Bc9Hd4Jf6Gs0AaEeUuIiOoKk=';

let folder: string;
let database: DataSource;
let office: PostOffice;
let settings: NodeJS.ProcessEnv;
beforeAll(async () => {
  [database, office] = await Promise.all([freshDatabase(), PostOffice.open()]);
});
afterAll(() => Promise.all([dropDatabase(database), office.close()]));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clientele-doctor-'));
  process.env.DATA_DIR = folder;
  settings = { DATABASE_URL: addressOf(database), SECRET_KEYS: KEY, SMTP_URL: office.url };
});
afterEach(async () => {
  delete process.env.DATA_DIR;
  rmSync(folder, { recursive: true });
  await database.query('DELETE FROM mails');
});

const said = async (kind: string, more: NodeJS.ProcessEnv = {}) =>
  (await examine({ ...settings, ...more })).filter((finding) => finding.kind === kind).map(({ words }) => words);

const mail = (row: object) => {
  const whole = {
    id: uuid(),
    letter: 'invitation',
    address: 'a@b.example',
    ids: '{}',
    state: 'queued',
    attempts: 0,
    created_at: new Date(),
    ...row,
  };
  return database.query(`INSERT INTO mails (${Object.keys(whole)}) VALUES (?)`, [Object.values(whole)]);
};
const sealed = (keys: string[]) => {
  const id = uuid();
  return mail({ id, token: new SecretBox(keys).seal('secret', tokenPlace(id)), next_at: new Date() });
};
const hours = (count: number) => new Date(Date.now() + count * 3_600_000);

describe('the doctor', () => {
  test('asks for a backup first, and then finds nothing wrong', async () => {
    expect(await said('wrong')).toEqual([expect.stringMatching(/^There is no backup yet\. Run bin\/backup/)]);
    await makeBackup({ dataSource: database, box: new SecretBox([KEY]) });
    expect(await said('wrong')).toEqual([]);
    expect(await said('note')).toEqual(['The portal is not running; npm start starts it.']);
    expect((await said('fine')).join('\n')).toMatch(
      /MariaDB 1\d.*\nAll \d+ migrations.*\nThe clocks.*\nNo mail is stuck\.\nThe secret keys open.*\nThe last backup, backup-/,
    );
  });

  test('names each setting that is wrong, and a database that does not answer', async () => {
    const found = await said('wrong', {
      DATABASE_URL: 'mysql://x:y@127.0.0.1:1/z',
      BASE_URL: 'https://portal.example.com',
      SMTP_URL: '',
    });
    expect(found).toEqual([
      expect.stringMatching(/^SMTP_URL is missing/),
      expect.stringMatching(/^MAIL_FROM is missing/),
      expect.stringMatching(
        /^The database of DATABASE_URL does not answer: .*ECONNREFUSED.* Start it, or mend DATABASE_URL\.$/,
      ),
    ]);
  });

  test('says why the embedded database did not start, and examines the rest', async () => {
    const findings = await examine({ SECRET_KEYS: KEY }, 'The database did not start.');
    expect(findings.at(-1)).toEqual({ kind: 'wrong', words: 'The database did not start.' });
    expect(findings.length).toBeGreaterThan(3);
  });

  test('tells an empty database, missing migrations and a broken-off restore apart', async () => {
    const empty = await emptyDatabase();
    expect(await said('wrong', { DATABASE_URL: addressOf(empty) })).toEqual([
      expect.stringMatching(/^The database is empty\. Start the portal/),
    ]);
    await empty.query('CREATE TABLE migrations (id int, timestamp bigint, name varchar(255))');
    expect(await said('wrong', { DATABASE_URL: addressOf(empty) })).toEqual([
      expect.stringMatching(/^\d+ migrations have not run\. Start the portal/),
    ]);
    await empty.query("INSERT INTO migrations VALUES (1, 1, 'of_tomorrow9999')");
    expect(await said('wrong', { DATABASE_URL: addressOf(empty) })).toEqual([
      expect.stringMatching(/by a newer version/),
    ]);
    await empty.query('CREATE TABLE restoring (id int)');
    expect(await said('wrong', { DATABASE_URL: addressOf(empty) })).toEqual([
      expect.stringMatching(/^A restore of this database was broken off/),
    ]);
    await dropDatabase(empty);
  });

  test('sees mail that is stuck, put off, refused and held, and a mail server that is gone', async () => {
    await mail({ next_at: hours(-1) });
    await mail({ next_at: hours(1), attempts: 2, answer: '451 Come back later' });
    await mail({ state: 'refused', ended_at: hours(-1), answer: '550 No such mailbox' });
    await mail({});
    expect(await said('wrong', { SMTP_URL: 'smtp://127.0.0.1:1' })).toEqual([
      'The mail server of SMTP_URL does not let us in (ECONNREFUSED). Mend SMTP_URL or the mail server; mail waits until then.',
      '1 mail is due for more than 10 minutes and nobody sends it. Start the portal.',
      '1 mail is put off; the mail server said: “451 Come back later”. Mend that; it is tried again for two days.',
    ]);
    expect(await said('note')).toEqual([
      'The portal is not running; npm start starts it.',
      '1 mail was refused in the last 7 days; the mail server said, for example: “550 No such mailbox”. Check the addresses and MAIL_FROM.',
      '1 mail is held since the restore. See them with bin/held-mail, then bin/held-mail send or bin/held-mail drop.',
    ]);
  });

  test('knows under which keys secrets are sealed', async () => {
    await sealed([OLD]);
    expect(await said('wrong')).toEqual([
      expect.stringMatching(
        /^1 secret is sealed under a key that is not in SECRET_KEYS \(its id is [0-9a-f]{8}\)\. Put that key back/,
      ),
    ]);
    const keys = { SECRET_KEYS: `${KEY},${OLD}` };
    expect(await said('note', keys)).toContain('1 secret is still sealed under an older key. Run bin/rotate-secrets.');
    await database.query(
      "UPDATE mails SET token = CONCAT(LEFT(token, 20), IF(SUBSTRING(token, 21, 1) = 'x', 'y', 'x'), SUBSTRING(token, 22))",
    );
    expect(await said('wrong', keys)).toEqual([
      expect.stringMatching(/^1 sealed secret was changed and does not open/),
    ]);
    await database.query('DELETE FROM mails');
    expect((await said('note', keys)).pop()).toMatch(/^Nothing is sealed under the older secret keys\./);
    expect(await said('wrong', { SECRET_KEYS: Buffer.alloc(32, 'a').toString('base64') })).toEqual([
      expect.stringMatching(/^Key 1 of SECRET_KEYS is not random/),
    ]);
  });

  test('sees who else may read the data folder', async () => {
    writeFileSync(join(folder, 'secret-keys'), KEY, { mode: 0o644 });
    chmodSync(folder, 0o755);
    expect(await said('wrong')).toEqual(
      [folder, join(folder, 'secret-keys')].map(
        (path) => `Others on this machine may read ${path}. Run chmod go= ${path}`,
      ),
    );
  });

  test('sees a clock that was put back', async () => {
    const row = {
      id: uuid({ msecs: hours(1).getTime() }),
      kind: 'access.refused',
      actor_name: '',
      capacity: 'operator',
      ip: '',
      request_id: '',
      details: '{}',
      at: hours(1),
    };
    await database.query(`INSERT INTO events (${Object.keys(row)}) VALUES (?)`, [Object.values(row)]);
    expect(await said('wrong')).toEqual([
      expect.stringMatching(/^The newest event is from .* later than now: this machine's clock was put back/),
    ]);
  });

  test('reads the certificate that browsers get', async () => {
    const server = createServer(selfSigned('localhost'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const base = { BASE_URL: `https://localhost:${port}`, MAIL_FROM: 'a@b.example' };
    expect((await said('wrong', base)).filter((words) => words.includes('certificate'))).toEqual([
      expect.stringMatching(/^Browsers do not trust the certificate of localhost:\d+ \(.*SELF_SIGNED.*\)\. Get one/),
    ]);
    await new Promise((resolve) => server.close(resolve));
    expect(await said('note', base)).toContain(
      `https://localhost:${port} cannot be reached from here (ECONNREFUSED), so its certificate was not examined.`,
    );
  });
});
