import { Injectable } from '@nestjs/common';
import { ROLE_WORDS } from '../client-orgs/member-rules.js';
import { batches } from '../database/keyset.js';
import { csvLine } from '../web/csv.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { words } from '../web/words.js';
import { groupsOfMembers } from './member-groups.js';
import { MemberList, type MemberListQuery, sortOf } from './member-list.js';
import type { MemberRow } from './member-row.js';
import { shownState } from './member-states.js';

const BATCH = 1000;
const EVERY_GROUP = 100_000;

const HEADS = [say('Email'), say('Name'), say('Status'), say('Role'), say('Two-step login'), say('Groups')];

/** The members as CSV, with the reference's columns (§3.9): everybody of the tab and search that are open. */
@Injectable()
export class MemberExport {
  constructor(private readonly list: MemberList) {}

  async *csv(current: ClientCurrent, query: MemberListQuery): AsyncGenerator<string> {
    yield csvLine(HEADS.map((head) => words(head, current)));
    const read = (after?: string) => this.list.rows(current, { ...query, after }, BATCH);
    for await (const rows of batches(read, BATCH, sortOf(query).columns)) {
      const groups = await groupsOfMembers(current.db, rows, EVERY_GROUP);
      for (const row of rows) yield csvLine(cells(row, groups.get(row.id) ?? [], current));
    }
  }
}

function cells(row: MemberRow, groups: string[], reader: ClientCurrent): string[] {
  const name = row.name === row.email ? '' : row.name;
  const twoStep = row.twoStepAt ? say('On') : say('Off');
  const said = [shownState(row).text, ROLE_WORDS[row.role], twoStep].map((message) => words(message, reader));
  return [row.email, name, ...said, groups.join(', ')];
}
