import type { ClientCurrent } from '../web/current.js';
import { listPath } from '../web/list-page.js';
import { type Message, say } from '../web/message.js';
import type { MemberListQuery } from './member-list.js';

/** Up to here people of a status are counted, along their index; the list says “1,000+” then. */
const MOST = 1000;

/** How many members of a place have a status, up to {@link MOST}. Takes the place's id and the status. */
export const countUpTo = (place: 'organization_id' | 'provider_id'): string =>
  `SELECT COUNT(*) FROM (SELECT 1 FROM members WHERE ${place} = ? AND status = ? LIMIT ${MOST}) few`;

/** The tabs over the list, and whether a file's people are being invited. Who has a seat and who waits is counted on the organization's row as it changes. */
export async function memberTabs(current: ClientCurrent, path: string, query: MemberListQuery) {
  const upTo = countUpTo('organization_id');
  const { id } = current.client;
  const [row]: Record<string, number | string>[] = await current.db.query(
    `SELECT o.occupied, o.waiting, o.seats, (${upTo}) AS invited, (${upTo}) AS revoked,
      (SELECT id FROM member_uploads WHERE organization_id = ? AND state = 'live' LIMIT 1) AS upload FROM organizations o WHERE o.id = ?`,
    [id, 'invited', id, 'revoked', id, id],
  );
  return {
    uploadPath: row.upload && `${path}/uploads/${row.upload}`,
    seats: { used: Number(row.occupied), seats: Number(row.seats) },
    tabs: tabsOf(path, query, { ...row, all: row.occupied, accepted: row.waiting }),
  };
}

/** @param counted by status, and all of them */
export function tabsOf(path: string, query: MemberListQuery, counted: Record<string, number | string>) {
  const tab = (name: string, text: Message, count: number) => ({
    ...{ text, count, most: count === MOST && (name === 'invited' || name === 'revoked') },
    ...{ href: listPath(path, { tab: name, search: query.search }), here: (query.tab ?? '') === name },
  });
  return [
    tab('', say('All'), Number(counted.all)),
    tab('invited', say('Invited'), Number(counted.invited)),
    tab('accepted', say('Needs confirmation'), Number(counted.accepted)),
    tab('revoked', say('Revoked'), Number(counted.revoked)),
  ];
}
