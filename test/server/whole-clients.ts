import type { DataSource } from 'typeorm';

/** What belongs to a client organization from its first moment, each as a query that tells of whom there is one. */
const PARTS: Record<string, string> = {
  'ledger row': "SELECT organization_id AS id FROM seat_changes WHERE kind = 'client-created'",
  'default collection': 'SELECT organization_id AS id FROM collections',
  'owner as member': "SELECT organization_id AS id FROM members WHERE role = 'owner' AND status = 'invited'",
  invitation: 'SELECT m.organization_id AS id FROM invitations i JOIN members m ON m.id = i.member_id',
  mail: `SELECT m.organization_id AS id FROM mails l JOIN members m ON m.id = JSON_UNQUOTE(JSON_EXTRACT(l.ids, '$.memberId'))
    WHERE l.letter = 'invitation'`,
  'event of the client': "SELECT organization_id AS id FROM events WHERE kind = 'client.created'",
  'event of the invitation': "SELECT organization_id AS id FROM events WHERE kind = 'owner.invited'",
  'use of a form': 'SELECT result AS id FROM form_uses',
};

/** Compares every table that a new client is written to. @returns sentences on what does not fit, and the clients' ids */
export async function wholeness(database: DataSource, provider: string) {
  const idsOf = async (sql: string) => ((await database.query(sql)) as { id: string }[]).map(({ id }) => id).sort();
  const clients = await idsOf('SELECT id FROM organizations');
  const faults: string[] = [];
  for (const [part, sql] of Object.entries(PARTS)) {
    const ids = await idsOf(sql);
    if (ids.join() !== clients.join()) faults.push(`${ids.length} × ${part} for ${clients.length} clients`);
  }
  const [sums] = await database.query(
    `SELECT p.minimum, p.allocated, p.purchased, p.clients, COALESCE(SUM(o.seats), 0) AS seats, COUNT(o.id) AS organizations,
      (SELECT SUM(seats) FROM seat_changes c WHERE c.provider_id = p.provider_id AND c.plan = p.plan) AS entered,
      SUM(o.occupied = 1 AND o.remaining = o.seats - 1) AS whole
     FROM seat_pools p LEFT JOIN organizations o ON o.provider_id = p.provider_id AND o.plan = p.plan
     WHERE p.provider_id = ? AND p.plan = 'teams'`,
    [provider],
  );
  const { minimum, allocated, purchased, seats, organizations, entered, whole } = numbers(sums);
  if (allocated !== seats || entered !== seats)
    faults.push(`pool ${allocated}, ledger ${entered}, clients ${seats} seats`);
  if (purchased !== Math.max(0, allocated - minimum))
    faults.push(`${purchased} purchased of ${allocated} − ${minimum}`);
  if (numbers(sums).clients !== organizations || whole !== organizations)
    faults.push(`${whole} of ${organizations} whole`);
  return { faults, clients };
}

const numbers = (row: Record<string, string | number>): Record<string, number> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]));
