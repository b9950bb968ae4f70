import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { runningDatabase } from '../../bin/lib/embedded-database.js';
import { PostOffice } from '../mail/post-office.js';
import { Command, freePort, newFolder, sql, start, tidyUp } from './support.js';

const SECRET_KEYS = Buffer.alloc(32, 1).toString('base64');
const LINK = /^http:\/\/localhost:\d+\/setup\/[\w-]{43}$/m;
let folder: string;
beforeEach(() => {
  folder = newFolder();
});
afterEach(tidyUp);

describe('bin/setup-link', () => {
  test('makes one more link while the portal runs, which opens there', async () => {
    const settings = { DATA_DIR: folder, PORT: await freePort() };
    const portal = new Command('start', settings);
    await portal.prints(/Clientele is ready/);
    const command = new Command('setup-link', settings);
    expect(await command.ends()).toBe(0);
    const [link] = command.printed.match(LINK) as RegExpMatchArray;
    expect(portal.printed).not.toContain(link);
    const opened = await fetch(link, { redirect: 'manual' });
    expect([opened.status, opened.headers.get('location')]).toEqual([303, '/setup']);
    expect(command.printed).toContain('With this link one more provider can be set up, once, within 14 days.');
  });

  test('starts the database where nothing runs, and stops it again', async () => {
    const command = new Command('setup-link', { DATA_DIR: folder });
    expect(await command.ends()).toBe(0);
    expect(command.printed).toMatch(LINK);
    expect(runningDatabase(folder)).toBeUndefined();
    const database = await start(folder);
    expect(await sql(database, 'SELECT used_at FROM setup_links')).toEqual([{ used_at: null }]);
    expect(await sql(database, 'SELECT kind, capacity FROM events')).toEqual([
      { kind: 'setup-link.made', capacity: 'operator' },
    ]);
  });

  test('uses the database of DATABASE_URL and leaves it running', async () => {
    const database = await start(folder);
    const command = new Command('setup-link', { DATABASE_URL: database.url, SECRET_KEYS });
    expect(await command.ends()).toBe(0);
    expect(command.printed).toMatch(LINK);
    expect(await sql(database, 'SELECT count(*) AS links FROM setup_links')).toEqual([{ links: 1 }]);
  });

  test('says which settings of the portal it needs too', async () => {
    const database = await start(folder);
    const command = new Command('setup-link', { DATABASE_URL: database.url });
    expect(await command.ends()).toBe(1);
    expect(command.printed).toMatch(/^Clientele cannot start yet:\n- SECRET_KEYS is missing: .*\n$/);
  });
});

describe('bin/two-step-off', () => {
  test('switches the two-step login of an account off, mails and says so', async () => {
    const database = await start(folder);
    const settings = { DATABASE_URL: database.url, SECRET_KEYS };
    await new Command('setup-link', settings).ends(); // migrates
    await sql(
      database,
      `INSERT INTO users (id, email, name, locale, time_zone, kdf, kdf_salt, password_hash, user_key, public_key, private_key,
        two_step_seed, two_step_last, two_step_at, created_at)
       VALUES (UUID(), 'anna@msp.example', 'Anna', 'sv', 'UTC', '{}', '', '', '', '', '', 'sealed', 1, NOW(3), NOW(3))`,
    );
    const command = new Command('two-step-off', settings, 'Anna@MSP.example');
    expect(await command.ends()).toBe(0);
    expect(command.printed).toMatch(/^Two-step login of anna@msp.example is off; they were mailed\./);
    expect(await sql(database, 'SELECT two_step_seed, two_step_at FROM users')).toEqual([
      { two_step_seed: null, two_step_at: null },
    ]);
    expect(await sql(database, "SELECT letter FROM mails WHERE address = 'anna@msp.example'")).toEqual([
      { letter: 'two-step-switched-off' },
    ]);
  }, 60_000);
});

describe('bin/mail-test', () => {
  let office: PostOffice;
  beforeEach(async () => {
    office = await PostOffice.open();
  });
  afterEach(() => office.close());

  const send = async (settings: Record<string, string>, ...words: string[]) => {
    const command = new Command('mail-test', settings, ...words);
    return { code: await command.ends(), printed: command.printed };
  };

  test('sends one mail and passes on what the mail server says', async () => {
    const { code, printed } = await send({ SMTP_URL: office.url }, 'Anna@Kund.example');
    expect(printed).toBe('The mail server took a test mail to anna@kund.example. It said: 250 OK queued as 1\n');
    expect(code).toBe(0);
    expect(office.received.map(({ to, headers }) => [to, headers.subject])).toEqual([
      ['anna@kund.example', 'A test mail from Clientele'],
    ]);
  });

  test('passes on why the mail server did not take it', async () => {
    office.answers('anna@kund.example', 550, 'No such mailbox');
    const { code, printed } = await send({ SMTP_URL: office.url }, 'anna@kund.example');
    expect(printed).toBe('The mail server did not take the mail: 550 No such mailbox\n');
    expect(code).toBe(1);
  });

  test('says that SMTP_URL is missing', async () => {
    const { code, printed } = await send({}, 'anna@kund.example');
    expect(printed).toMatch(/^SMTP_URL is missing: set it to your mail server, such as .*\n$/);
    expect(code).toBe(1);
  });

  test.each([[], ['anna']])('asks for an address when there is none', async (...words: string[]) => {
    const { code, printed } = await send({ SMTP_URL: office.url }, ...words);
    expect(printed).toBe('Say whom to write to: bin/mail-test name@example.com\n');
    expect(code).toBe(1);
  });
});
