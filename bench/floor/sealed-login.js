import { createHmac } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { seal } from './enc-string.js';

/** The row of a login whose texts are encrypted, each for itself. */
export function sealedLogin({ name, username, uri, password, notes }, key, { organizationId, importId, now }) {
  const head = { name: seal(name, key), username: seal(username, key), uris: [{ uri: seal(uri, key) }] };
  const body = {
    ...(notes && { notes: seal(notes, key) }),
    ...{ fields: [], passwordHistory: [], login: { password: seal(password, key) } },
  };
  const likeness = createHmac('sha256', key.authentication)
    .update(JSON.stringify([name, username, uri]))
    .digest('hex');
  return {
    ...{ id: uuid(), organization_id: organizationId, import_id: importId, type: 'login' },
    ...{ head: JSON.stringify(head), body: JSON.stringify(body), likeness },
    ...{ created_at: now, revised_at: now, version: 1 },
  };
}
