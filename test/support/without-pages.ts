import { IsNull, Not } from 'typeorm';
import { transaction } from '../../src/database/transaction.js';
import { Acceptance } from '../../src/invitations/acceptance.service.js';
import { SecretBox } from '../../src/keys/seal.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { tokenPlace } from '../../src/mail/outbox.service.js';
import { KeyPlaces } from '../../src/providers/key-places.service.js';
import type { Client } from './client.js';
import type { Person } from './people.js';
import type { World } from './world.js';

/** Accepts the invitation to a client that this person was sent last, if there is one. */
export async function accepts({ id, provider: { world } }: Client, person: Person): Promise<void> {
  const acceptance = world.get(Acceptance);
  const where = { address: person.email, letter: 'invitation', token: Not(IsNull()) };
  for (const { id: mailId, token } of await world.db.find(Mail, { where, order: { id: 'DESC' } })) {
    const secret = world.get(SecretBox).open(token as string, tokenPlace(mailId));
    const open = await acceptance.find(world.operator, secret).catch(() => undefined);
    if (open?.place.organizationId === id) return acceptance.accept(world.operator, open, person.user);
  }
}

/** What a new master password by a mailed link does to the memberships of this person. */
export const renewsKeys = (world: World, { user }: Person): Promise<unknown> =>
  transaction(world.operator, (current) => world.get(KeyPlaces).renew(current, user, new Map()));
