import { Injectable } from '@nestjs/common';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { Download, page, seeOther } from '../web/page.js';
import { EventList } from './event-list.js';
import type { EventQuery } from './event-query.js';
import { GROUPS } from './sentences.js';
import { verifyLog } from './verify.js';

/** Whose log it is, and where its pages are. */
export interface Log {
  id: string;
  path: string;
  layout: 'provider' | 'client' | 'account';
}

const GROUP_OPTIONS = [
  { value: '', text: say('Everything') },
  ...Object.entries(GROUPS).map(([value, text]) => ({ value, text })),
];

const BY_OPTIONS = [
  { value: '', text: say('Everybody') },
  { value: 'provider', text: say('The provider') },
];

/** The pages of a log, the same for providers, client organizations and people. */
@Injectable()
export class EventPages {
  constructor(private readonly list: EventList) {}

  async index(current: Current, { id, path, layout }: Log, query: EventQuery) {
    const { rows, next } = await this.list.page(current, id, query);
    const { person, group = '', by = '', from, to } = query;
    const filter = new URLSearchParams(
      Object.entries({ person, group, by, from, to }).filter(([, value]) => value) as [string, string][],
    );
    const link = (more: string) => `${path}?${new URLSearchParams([...filter, ...new URLSearchParams(more)])}`;
    const data = {
      path,
      rows,
      filtered: filter.size > 0,
      groups: GROUP_OPTIONS,
      byOptions: layout === 'client' && BY_OPTIONS,
      values: { person, group, by, from, to },
      csvPath: `${path}/export.csv?${filter}`,
      linesPath: `${path}/export.jsonl?${filter}`,
      pager: { first: query.after ? link('') : undefined, next: next ? link(`after=${next}`) : undefined },
    };
    return page(`audit/${layout}`, data);
  }

  csv(current: Current, { id }: Log, query: EventQuery): Download {
    return new Download('events.csv', 'text/csv; charset=utf-8', this.list.csv(current, id, query));
  }

  jsonLines(current: Current, { id }: Log, query: EventQuery): Download {
    return new Download('events.jsonl', 'application/jsonl; charset=utf-8', this.list.jsonLines(current, id, query));
  }

  /** Checks the chain of hashes and says where it breaks. */
  async verify(current: Current, { id, path }: Log) {
    const { entries: count, brokenAt } = await verifyLog(current.db, id);
    return seeOther(
      path,
      brokenAt
        ? say('The log was changed: entry number {{number}} is not what it was.', { number: brokenAt })
        : say('{{count}} entries checked; the log is whole.', { count }),
    );
  }
}
