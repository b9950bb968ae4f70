import type { DataSource } from 'typeorm';
import { Keyring } from '../../src/accounts/keyring.js';
import { User } from '../../src/accounts/user.entity.js';
import { verifyLog } from '../../src/audit/verify.js';
import { Member } from '../../src/client-orgs/member.entity.js';
import { Organization } from '../../src/client-orgs/organization.entity.js';
import { decrypt } from '../../src/keys/enc-string.js';
import { masterKey, stretch } from '../../src/keys/kdf.js';
import { wrap } from '../../src/keys/rsa.js';
import { SymmetricKey } from '../../src/keys/symmetric-key.js';
import { PASSWORD } from './portal.js';

export type Life = 'deleted' | 'moved' | 'left';

/** The provider's admin takes the place of a client's invited owner, with the key that confirming would hand over. */
export async function becomesOwner({ manager }: DataSource, providerId: string, organizationId: string): Promise<void> {
  const { userId, wrappedKey } = await manager.findOneByOrFail(Member, { providerId });
  const user = await manager.findOneByOrFail(User, { id: userId as string });
  const keyring = new Keyring(
    SymmetricKey.from(decrypt(user.userKey, stretch(await masterKey(PASSWORD, user.kdfSalt, user.kdf)))),
  );
  const providerKey = keyring.open(user.privateKey, wrappedKey as string);
  const { providerKey: kept } = await manager.findOneByOrFail(Organization, { id: organizationId });
  const key = SymmetricKey.from(decrypt(kept as string, providerKey));
  const now = new Date();
  const confirmed = {
    status: 'confirmed',
    wrappedKey: wrap(key, user.publicKey),
    acceptedAt: now,
    confirmedAt: now,
  } as const;
  await manager.update(Member, { organizationId }, { userId: user.id, email: user.email, ...confirmed });
  await manager.update(Organization, { id: organizationId }, { confirmedOwners: 1, ownerConfirmedAt: now });
}

/** What each life has to have written, as queries that tell of which clients. */
const PARTS: Record<Life, Record<string, string>> = {
  deleted: {
    'ledger row': "SELECT organization_id AS id FROM seat_changes WHERE kind = 'client-deleted'",
    event: "SELECT organization_id AS id FROM events WHERE kind = 'client.deleted'",
    'missing organization': `SELECT DISTINCT c.organization_id AS id FROM seat_changes c LEFT JOIN organizations o ON o.id = c.organization_id
      WHERE c.organization_id IS NOT NULL AND o.id IS NULL`,
  },
  moved: {
    'way out': "SELECT organization_id AS id FROM seat_changes WHERE kind = 'plan-left'",
    'way in': "SELECT organization_id AS id FROM seat_changes WHERE kind = 'plan-entered'",
    event: "SELECT organization_id AS id FROM events WHERE kind = 'client.plan-changed'",
    plan: "SELECT id FROM organizations WHERE plan = 'enterprise'",
  },
  left: {
    'ledger row': "SELECT organization_id AS id FROM seat_changes WHERE kind = 'client-left'",
    event: "SELECT organization_id AS id FROM events WHERE kind = 'client.left'",
    'departed state': "SELECT organization_id AS id FROM departures WHERE state = 'left'",
    'organization without provider': 'SELECT id FROM organizations WHERE provider_id IS NULL',
    'organization without its copy of the key': 'SELECT id FROM organizations WHERE provider_key IS NULL',
    'receipt to the owner': `SELECT c.organization_id AS id FROM mails l
      JOIN seat_changes c ON c.id = JSON_UNQUOTE(JSON_EXTRACT(l.ids, '$.changeId')) WHERE l.letter = 'client-left'`,
  },
};

/** Compares everything that a client's deletion, move or leave writes. @returns what does not fit, and who did what */
export async function lives(database: DataSource, provider: string) {
  const idsOf = async (sql: string) => ((await database.query(sql)) as { id: string }[]).map(({ id }) => id).sort();
  const faults: string[] = [];
  const done: Record<Life, string[]> = { deleted: [], moved: [], left: [] };
  for (const life of Object.keys(PARTS) as Life[]) {
    const parts = Object.entries(PARTS[life]);
    done[life] = await idsOf(parts[0][1]);
    for (const [part, sql] of parts) {
      const ids = await idsOf(sql);
      if (ids.join() !== done[life].join()) faults.push(`${life}: ${ids.length} × ${part} of ${done[life].length}`);
    }
  }
  const pools: Record<string, string | number>[] = await database.query(
    `SELECT p.plan, p.allocated, p.clients, (SELECT COALESCE(SUM(seats), 0) FROM seat_changes c
        WHERE c.provider_id = p.provider_id AND c.plan = p.plan) AS entered,
      (SELECT COALESCE(SUM(seats), 0) FROM organizations o WHERE o.provider_id = p.provider_id AND o.plan = p.plan) AS seats,
      (SELECT COUNT(*) FROM organizations o WHERE o.provider_id = p.provider_id AND o.plan = p.plan) AS organizations
     FROM seat_pools p WHERE p.provider_id = ?`,
    [provider],
  );
  for (const { plan, ...sums } of pools) {
    const [allocated, clients, entered, seats, organizations] = Object.values(sums).map(Number);
    if (allocated !== seats || entered !== seats || clients !== organizations)
      faults.push(`${plan}: ${JSON.stringify(sums)}`);
  }
  for (const id of await idsOf('SELECT id FROM event_logs')) {
    if ((await verifyLog(database.manager, id)).brokenAt) faults.push(`the log ${id} is broken`);
  }
  return { faults, done };
}
