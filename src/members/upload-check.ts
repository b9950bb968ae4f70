import { v7 as uuid } from 'uuid';
import { memberNames } from '../client-orgs/member-names.js';
import { type OwnAccess, ownAccess } from '../collections/effective-access.js';
import { covers, type Level } from '../collections/levels.js';
import { tidy } from '../collections/names.js';
import { groupsBeyond } from '../groups/groups-beyond.js';
import type { ClientCurrent } from '../web/current.js';
import { isEmail, normalizedEmail } from '../web/fields.js';
import { type Message, say } from '../web/message.js';
import type { OrganizationRole } from '../web/rights.js';
import { nfc } from '../web/spelling.js';
import { type Access, givenRoles, hold } from './gifts.js';
import { whyNotInvited } from './known-members.js';
import type { StagedMember } from './staged-member.entity.js';
import type { UploadColumn, UploadRow } from './upload-file.js';

/** What is wrong with a row, and in which column. */
export interface Problem {
  number: number;
  column: UploadColumn;
  reason: Message;
}

export type Checked = Omit<StagedMember, 'uploadId'>;

/** The levels as a file names them. */
const LEVEL_CODES: Record<string, Level> = { 'view-hidden': 1, view: 3, 'edit-hidden': 5, edit: 7, manage: 15 };

/** As a file may name the roles, in the languages of the portal. Custom needs permissions, which a file does not name. */
const ROLES: Record<string, OrganizationRole> = {
  '': 'user',
  user: 'user',
  användare: 'user',
  admin: 'admin',
  administratör: 'admin',
  owner: 'owner',
  ägare: 'owner',
};

const keyOf = (name: string): string => nfc(name).toLowerCase();
const listOf = (cell: string): string[] =>
  cell
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** `Wi-Fi=edit`; without a level it is to view. */
function readAccess(text: string): { name: string; code: string } {
  const at = text.lastIndexOf('=');
  return at < 0
    ? { name: tidy(text), code: 'view' }
    : { name: tidy(text.slice(0, at)), code: text.slice(at + 1).trim() };
}

/** Checks rows of an upload one by one against the organization and what the acting person may give. */
export class UploadCheck {
  readonly problems: Problem[] = [];
  private readonly seen = new Map<string, number>();

  private constructor(
    private readonly roles: OrganizationRole[],
    private readonly groups: Map<string, string>,
    private readonly beyond: Set<string>,
    private readonly collections: Map<string, string>,
    private readonly own: OwnAccess,
    private readonly known: Map<string, Message>,
  ) {}

  /** Reads what the rows are checked against. */
  static async of(current: ClientCurrent, rows: UploadRow[]): Promise<UploadCheck> {
    const groups = await idsOf(
      current,
      'member_groups',
      rows.flatMap((row) => listOf(row.groups)),
    );
    const named = rows.flatMap((row) => listOf(row.collections).map((one) => readAccess(one).name));
    const own = await ownAccess(current);
    return new UploadCheck(
      givenRoles(current),
      groups,
      await groupsBeyond(current, [...groups.values()], own),
      await idsOf(current, 'collections', named),
      own,
      await whyNotInvited(
        current,
        rows.map((row) => normalizedEmail(row.email)),
      ),
    );
  }

  row(row: UploadRow): Checked {
    const email = this.email(row);
    if ([...row.name].length > 50) this.wrong(row, 'name', say('Use at most {{max}} characters.', { max: 50 }));
    return {
      ...{ number: row.number, memberId: uuid(), email, ...memberNames(row.name, email), role: this.role(row) },
      ...{ groupIds: this.groupsOf(row), access: this.accessOf(row) },
    };
  }

  /** Once more in the transaction that lets them in: whether all of it is still the acting person's to give. */
  async holds(current: ClientCurrent, rows: Checked[]): Promise<boolean> {
    const groupIds = [...this.groups.values()];
    await hold(current, groupIds, [...this.collections.values()]);
    const own = await ownAccess(current);
    const beyond = await groupsBeyond(current, groupIds, own);
    return rows.every(
      ({ groupIds, access }) =>
        !groupIds.some((id) => beyond.has(id)) &&
        access.every(({ collectionId, level }) => covers(own.of(collectionId), level)),
    );
  }

  private wrong({ number }: UploadRow, column: UploadColumn, reason: Message): void {
    this.problems.push({ number, column, reason });
  }

  private email(row: UploadRow): string {
    const email = normalizedEmail(row.email);
    const first = this.seen.get(email);
    const known = this.known.get(email);
    if (!isEmail(email)) this.wrong(row, 'email', say('“{{text}}” is no address', { text: row.email }));
    else if (first)
      this.wrong(row, 'email', say('{{email}} stands in row {{number}} already', { email, number: first }));
    else if (known) this.wrong(row, 'email', known);
    this.seen.set(email, first ?? row.number);
    return email;
  }

  private role(row: UploadRow): OrganizationRole {
    const text = row.role.toLowerCase();
    const role = Object.hasOwn(ROLES, text) ? ROLES[text] : undefined;
    if (!role)
      this.wrong(row, 'role', say('“{{text}}” is no role of a file: owner, admin or user', { text: row.role }));
    else if (!this.roles.includes(role)) this.wrong(row, 'role', say('Choose a role that you may give.'));
    return role ?? 'user';
  }

  private groupsOf(row: UploadRow): string[] {
    const ids = new Set<string>();
    for (const name of listOf(row.groups)) {
      const id = this.groups.get(keyOf(name));
      if (!id) this.wrong(row, 'groups', say('There is no group {{name}} here.', { name }));
      else if (this.beyond.has(id)) {
        this.wrong(row, 'groups', say('{{name}} has access that you do not have yourself.', { name }));
      } else ids.add(id);
    }
    return [...ids];
  }

  private accessOf(row: UploadRow): Access[] {
    const levels = new Map<string, Level>();
    for (const { name, code } of listOf(row.collections).map(readAccess)) {
      const collectionId = this.collections.get(keyOf(name));
      const level = Object.hasOwn(LEVEL_CODES, code) ? LEVEL_CODES[code] : undefined;
      if (!collectionId) this.wrong(row, 'collections', say('There is no collection {{name}} here.', { name }));
      else if (!level) this.wrong(row, 'collections', say('“{{text}}” is no level of access', { text: code }));
      else if (levels.has(collectionId)) this.wrong(row, 'collections', say('{{name}} stands here twice.', { name }));
      else if (!covers(this.own.of(collectionId), level)) {
        this.wrong(row, 'collections', say('You do not have this access to {{name}} yourself.', { name }));
      } else levels.set(collectionId, level);
    }
    return [...levels].map(([collectionId, level]) => ({ collectionId, level }));
  }
}

/** The ids of what is named, by name as uniqueness sees it. */
async function idsOf(
  { db, client }: ClientCurrent,
  table: 'member_groups' | 'collections',
  names: string[],
): Promise<Map<string, string>> {
  const keys = [...new Set(names.map(keyOf))];
  if (keys.length === 0) return new Map();
  const rows: { id: string; nameKey: string }[] = await db.query(
    `SELECT id, name_key AS nameKey FROM ${table} WHERE organization_id = ? AND name_key IN (?)`,
    [client.id, keys],
  );
  return new Map(rows.map(({ id, nameKey }) => [nameKey, id]));
}
