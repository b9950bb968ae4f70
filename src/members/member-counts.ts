import type { ClientCurrent } from '../web/current.js';
import { listPath } from '../web/list-page.js';
import { say } from '../web/message.js';
import type { MemberListQuery } from './member-list.js';

/** Up to here people of a status are counted, along their index; the list says “1,000+” then. */
const MOST = 1000;

/** The tabs over the list, and whether a file's people are being invited. Who has a seat and who waits is counted on the organization's row as it changes. */
export async function memberTabs(current: ClientCurrent, path: string, query: MemberListQuery) {
  const upTo = `SELECT COUNT(*) FROM (SELECT 1 FROM members WHERE organization_id = ? AND status = ? LIMIT ${MOST}) few`;
  const { id } = current.client;
  const [row]: Record<string, number | string>[] = await current.db.query(
    `SELECT o.occupied, o.waiting, o.seats, (${upTo}) AS invited, (${upTo}) AS revoked,
      (SELECT id FROM member_uploads WHERE organization_id = ? AND state = 'live' LIMIT 1) AS upload FROM organizations o WHERE o.id = ?`,
    [id, 'invited', id, 'revoked', id, id],
  );
  const tab = (name: string, text: ReturnType<typeof say>, counted: number | string) => {
    const count = Number(counted);
    return {
      ...{ text, count, most: count === MOST && name !== 'accepted' && name !== '' },
      ...{ href: listPath(path, { tab: name, search: query.search }), here: (query.tab ?? '') === name },
    };
  };
  return {
    uploadPath: row.upload && `${path}/uploads/${row.upload}`,
    seats: { used: Number(row.occupied), seats: Number(row.seats) },
    tabs: [
      tab('', say('All'), row.occupied),
      tab('invited', say('Invited'), row.invited),
      tab('accepted', say('Needs confirmation'), row.waiting),
      tab('revoked', say('Revoked'), row.revoked),
    ],
  };
}
