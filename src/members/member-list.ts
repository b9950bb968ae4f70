import { Injectable } from '@nestjs/common';
import type { MemberStatus } from '../client-orgs/member.entity.js';
import { managedRoles } from '../client-orgs/member-rules.js';
import { findHits } from '../database/hits.js';
import { cursorAfter, keyset, type SortColumn } from '../database/keyset.js';
import type { ClientCurrent } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { groupsOfMembers } from './member-groups.js';
import type { MemberRow } from './member-row.js';
import { shownState } from './member-states.js';

const PAGE = 50;

export class MemberListQuery {
  @Optional(10) tab?: string;
  @Optional(100) search?: string;
  @Optional(10) sort?: string;
  @Optional(4) direction?: string;
  @Optional(1000) after?: string;
}

interface Sort {
  /** Named to the database, see ClientList. */
  index: string;
  columns: SortColumn[];
}

const sortBy = (index: string, ...columns: string[]): Sort => ({
  index,
  columns: [...columns, 'name', 'id'].map((column) => ({ sql: `m.${column}`, as: column })),
});

/** Of everybody who has a place; those of one status stand by name. */
const SORTS: Record<string, Sort> = {
  name: sortBy('members_name'),
  role: sortBy('members_role', 'role'),
  status: sortBy('members_status', 'status'),
};

const TABS: Record<string, MemberStatus> = { invited: 'invited', accepted: 'accepted', revoked: 'revoked' };

/** The Members page: one keyset page of everybody who has a seat, or of one status. */
@Injectable()
export class MemberList {
  async page(current: ClientCurrent, query: MemberListQuery) {
    const { columns } = sortOf(query);
    const found = await this.rows(current, query, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const groups = await groupsOfMembers(current.db, rows, 4);
    const managed = managedRoles(current);
    return {
      rows: rows.map((row) => ({
        ...row,
        state: shownState(row),
        groups: (groups.get(row.id) ?? []).slice(0, 3),
        moreGroups: (groups.get(row.id) ?? []).length > 3,
        mine: row.id === current.membership?.memberId,
        managed: managed.includes(row.role) && row.id !== current.membership?.memberId,
      })),
      next: found.length > PAGE ? cursorAfter(columns, rows[PAGE - 1] as never) : undefined,
    };
  }

  async rows(current: ClientCurrent, query: MemberListQuery, limit: number): Promise<MemberRow[]> {
    const { index, columns } = sortOf(query);
    const page = keyset(columns, query.direction === 'desc', query.after);
    const own = { table: 'members', as: 'm', where: 'm.organization_id = ?', values: [current.client.id] };
    const hits = await findHits(current.db, own, query.search);
    const status = statusOf(query);
    return current.db.query(
      `SELECT m.id, m.name, COALESCE(u.email, m.email) AS email, m.role, m.status, m.trouble, m.confirmed_at AS confirmedAt,
        m.renewed_at AS renewedAt, u.two_step_at AS twoStepAt, i.expires_at AS expiresAt, l.state AS mailState, l.answer
       FROM members m FORCE INDEX (${hits.few ? 'PRIMARY' : index}) LEFT JOIN users u ON u.id = m.user_id
       LEFT JOIN invitations i ON m.status = 'invited' AND i.id =
        (SELECT id FROM invitations WHERE member_id = m.id ORDER BY created_at DESC, id DESC LIMIT 1)
       LEFT JOIN mails l ON l.id = i.mail_id
       WHERE m.organization_id = ? AND m.status ${status ? '=' : '<>'} ? ${hits.where} ${page.after}
       ORDER BY ${page.orderBy} LIMIT ${limit}`,
      [current.client.id, status ?? 'revoked', ...hits.values, ...page.values],
    );
  }
}

const statusOf = ({ tab = '' }: MemberListQuery): MemberStatus | undefined =>
  Object.hasOwn(TABS, tab) ? TABS[tab] : undefined;

export function sortOf(query: MemberListQuery): Sort {
  if (statusOf(query)) return { ...SORTS.name, index: SORTS.status.index };
  return Object.hasOwn(SORTS, query.sort ?? '') ? SORTS[query.sort as string] : SORTS.name;
}
