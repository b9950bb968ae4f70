import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { randomToken, tokenHash } from '../keys/tokens.js';
import type { Current } from '../web/current.js';
import { SetupLink } from './setup-link.entity.js';

const LINK_DAYS = 14;

/** Makes a link for one more provider. @returns its token, which is kept nowhere */
export async function makeSetupLink(current: Current): Promise<string> {
  const token = randomToken();
  const expiresAt = new Date(current.now.getTime() + LINK_DAYS * 24 * 3600 * 1000);
  const link = { id: uuid(), tokenHash: tokenHash(token), createdAt: current.now, expiresAt, usedAt: null };
  await transaction(current, async (current) => {
    await current.db.insert(SetupLink, link);
    await record(current, 'setup-link.made', { id: link.id, name: '' });
  });
  return token;
}
