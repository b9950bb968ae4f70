import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { KeyPairs } from '../../src/accounts/key-pairs.js';
import { type KeyPair, makeKeyPair } from '../../src/keys/rsa.js';

const FILE = join(tmpdir(), `clientele-test-key-pairs-${userInfo().uid}.json`);
const SIZE = 12;

/** Key pairs made once and handed out in turn: making one takes longer than most tests. Never for anything but tests. */
export class PooledKeyPairs extends KeyPairs {
  private readonly pairs = readOrMake();
  private next = Math.floor(Math.random() * SIZE);

  override async make(): Promise<KeyPair> {
    const pairs = await this.pairs;
    return pairs[this.next++ % pairs.length];
  }
}

async function readOrMake(): Promise<KeyPair[]> {
  if (existsSync(FILE)) {
    const kept: { publicKey: string; privateKey: string }[] = JSON.parse(readFileSync(FILE, 'utf8'));
    return kept.map(({ publicKey, privateKey }) => ({ publicKey, privateKey: Buffer.from(privateKey, 'base64') }));
  }
  const pairs = await Promise.all(Array.from({ length: SIZE }, makeKeyPair));
  const written = pairs.map(({ publicKey, privateKey }) => ({ publicKey, privateKey: privateKey.toString('base64') }));
  // Another worker may be doing the same: whoever is last wins, and both have whole files.
  const mine = `${FILE}.${process.pid}`;
  writeFileSync(mine, JSON.stringify(written), { mode: 0o600 });
  renameSync(mine, FILE);
  return pairs;
}
