import type { Message } from './message.js';

interface ListQuery {
  /** Which part of the list. */
  tab?: string;
  search?: string;
  sort?: string;
  direction?: string;
  after?: string;
}

export interface Head {
  name: string;
  text: Message;
  numeric?: boolean;
}

/** The address of a list with some of what it shows changed; empty values are left out. */
export function listPath(path: string, query: ListQuery): string {
  const { tab, search, sort, direction, after, ...filters } = query;
  const given = Object.entries({ ...filters, tab, search, sort, direction, after }).filter(([, value]) => value) as [
    string,
    string,
  ][];
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

/** The heads of a list: a click sorts by the column, a second one turns it round, a third one leaves the list's own order. */
export function sortHeads(path: string, query: ListQuery, heads: Head[]) {
  const { tab, search, sort, direction } = query;
  return heads.map((head) => {
    const sorted = sort !== head.name ? undefined : direction === 'desc' ? 'descending' : 'ascending';
    const next =
      sorted === undefined ? { sort: head.name } : sorted === 'ascending' ? { sort: head.name, direction: 'desc' } : {};
    return { ...head, sorted, href: listPath(path, { tab, search, ...next }) };
  });
}

/** The links below a list: back to its beginning, and on. */
export const pagerLinks = (path: string, query: ListQuery, next?: string) => ({
  first: query.after ? listPath(path, { ...query, after: undefined }) : undefined,
  next: next ? listPath(path, { ...query, after: next }) : undefined,
});
