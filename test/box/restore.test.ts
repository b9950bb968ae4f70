import { chmodSync, copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { Command, freePort, newFolder, tidyUp } from './support.js';

afterEach(tidyUp);

async function ran(name: string, settings: Record<string, string>, ...words: string[]) {
  const command = new Command(name, settings, ...words);
  const code = await command.ends();
  return { code, printed: command.printed };
}

test('the operator brings the portal back on an empty machine, with the file and the keys', async () => {
  const [here, there, kept] = [newFolder(), newFolder(), newFolder()];
  const file = join(kept, 'portal.sql.gz');
  const settings = { DATA_DIR: here, PORT: await freePort() };
  const portal = new Command('start', settings);
  await portal.prints(/Clientele is ready/);
  expect((await ran('doctor', settings)).printed).toContain('WRONG  There is no backup yet.');

  const made = await ran('backup', settings, file);
  expect(made).toMatchObject({
    code: 0,
    printed: expect.stringContaining(`The secret keys are in ${here}/secret-keys.`),
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await ran('backup', settings, file)).printed).toMatch(/is there already\. Choose another name/);
  expect((await ran('restore', settings, file)).printed).toMatch(/^Clientele is already running here/);
  await portal.stop();

  const elsewhere = { DATA_DIR: there, PORT: await freePort() };
  expect(await ran('restore', elsewhere, file)).toMatchObject({
    code: 1,
    printed: expect.stringMatching(/^The secret keys that belong to .* are not here\. Put the file secret-keys/),
  });
  expect(existsSync(join(there, 'database'))).toBe(false);
  copyFileSync(join(here, 'secret-keys'), join(there, 'secret-keys'));
  chmodSync(there, 0o755);
  const restored = await ran('restore', elsewhere, file);
  expect(restored).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/Everything is as it was on \w+, \d+ \w+ 20\d\d/),
  });
  expect(statSync(there).mode & 0o777).toBe(0o700);
  expect((await ran('restore', elsewhere, file)).printed).toMatch(/^This database is not empty\./);
  const again = new Command('start', elsewhere);
  await again.prints(/Clientele is ready/);
  const doctor = await ran('doctor', elsewhere);
  expect(doctor.printed).toContain('ok     The portal is running.');
  await again.stop();
}, 120_000);

test('the embedded default makes its new key itself, and takes the old one away', async () => {
  const folder = newFolder();
  const settings = { DATA_DIR: folder };
  const keys = () => readFileSync(join(folder, 'secret-keys'), 'utf8').trim().split(',');
  expect((await ran('setup-link', settings)).code).toBe(0);
  const [old] = keys();
  expect(await ran('rotate-secrets', settings)).toMatchObject({
    code: 0,
    printed: expect.stringContaining('Everything is sealed'),
  });
  expect(keys()).toEqual([expect.stringMatching(/^[\w+/]{43}=$/), old]);
  const [fresh] = keys();
  await ran('rotate-secrets', settings);
  expect(keys()).toEqual([fresh, old]);
  expect((await ran('rotate-secrets', settings, '--finish')).printed).toContain('The old key is taken away.');
  expect(keys()).toEqual([fresh]);
  expect(statSync(join(folder, 'secret-keys')).mode & 0o777).toBe(0o600);
}, 120_000);
