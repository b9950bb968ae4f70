import { Injectable } from '@nestjs/common';
import type { MemberStatus } from '../client-orgs/member.entity.js';
import { managedRoles } from '../client-orgs/member-rules.js';
import { inClient, type Place } from '../client-orgs/place.js';
import { findHits } from '../database/hits.js';
import { keyset, type SortColumn, windowOf } from '../database/keyset.js';
import { Optional } from '../web/fields.js';
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
  index: 'name' | 'role' | 'status';
  columns: SortColumn[];
}

const sortBy = (index: Sort['index'], ...columns: string[]): Sort => ({
  index,
  columns: [...columns, 'name', 'id'].map((column) => ({ sql: `m.${column}`, as: column })),
});

/** Of everybody who has a place; those of one status stand by name. */
const SORTS: Record<string, Sort> = {
  name: sortBy('name'),
  role: sortBy('role', 'role'),
  status: sortBy('status', 'status'),
};

const TABS: Record<string, MemberStatus> = { invited: 'invited', accepted: 'accepted', revoked: 'revoked' };

/** The Members page of a client organization or provider: one keyset page of everybody who is not revoked, or of one status. */
@Injectable()
export class MemberList {
  async page(current: Place, query: MemberListQuery) {
    const { rows, next } = windowOf(await this.rows(current, query, PAGE + 1), PAGE, sortOf(query).columns);
    const { id } = current.person;
    return {
      rows: rows.map((row) => ({
        ...row,
        state: shownState(row),
        mine: row.userId === id,
        managed: row.userId !== id && manages(current, row),
      })),
      next,
    };
  }

  async rows(current: Place, query: MemberListQuery, limit: number): Promise<MemberRow[]> {
    const { index, columns } = sortOf(query);
    const page = keyset(columns, query.direction === 'desc', query.after);
    const [of, id] = inClient(current) ? ['organization', current.client.id] : ['provider', current.provider.id];
    const through = `members_${inClient(current) ? '' : 'provider_'}${index}`;
    const own = { table: 'members', as: 'm', where: `m.${of}_id = ?`, values: [id] };
    const hits = await findHits(current.db, own, query.search);
    const status = statusOf(query);
    return current.db.query(
      `SELECT m.id, m.user_id AS userId, m.name, COALESCE(u.email, m.email) AS email, m.role, m.chosen_clients AS chosenClients, m.status, m.trouble, m.confirmed_at AS confirmedAt,
        m.renewed_at AS renewedAt, u.two_step_at AS twoStepAt, i.expires_at AS expiresAt, l.state AS mailState, l.answer
       FROM members m FORCE INDEX (${hits.few ? 'PRIMARY' : through}) LEFT JOIN users u ON u.id = m.user_id
       LEFT JOIN invitations i ON m.status = 'invited' AND i.id =
        (SELECT id FROM invitations WHERE member_id = m.id ORDER BY created_at DESC, id DESC LIMIT 1)
       LEFT JOIN mails l ON l.id = i.mail_id
       WHERE m.${of}_id = ? AND m.status ${status ? '=' : '<>'} ? ${hits.where} ${page.after}
       ORDER BY ${page.orderBy} LIMIT ${limit}`,
      [id, status ?? 'revoked', ...hits.values, ...page.values],
    );
  }
}

const manages = (current: Place, { role }: MemberRow): boolean =>
  !inClient(current) || managedRoles(current).some((managed) => managed === role);

const statusOf = ({ tab = '' }: MemberListQuery): MemberStatus | undefined =>
  Object.hasOwn(TABS, tab) ? TABS[tab] : undefined;

export function sortOf(query: MemberListQuery): Sort {
  if (statusOf(query)) return { ...SORTS.name, index: SORTS.status.index };
  return Object.hasOwn(SORTS, query.sort ?? '') ? SORTS[query.sort as string] : SORTS.name;
}
