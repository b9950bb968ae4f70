import type { ImportedItem } from '../item.js';
import type { Exported } from './bitwarden-json.js';

const HEADER = [
  ...['collections', 'type', 'name', 'notes', 'fields', 'reprompt'],
  ...['login_uri', 'login_username', 'login_password', 'login_totp'],
];

interface CsvExport {
  /** Values are never altered: those that look like formulas stay as they are. */
  text: string;
  /** Cards, identities and SSH keys have no place in this format. */
  leftOut: number;
}

/**
 * The CSV export of an organization: its logins and secure notes. Less comes back from it than from JSON: no types of fields,
 * no history of passwords, no ways of matching, no empty collections.
 *
 * Source: import-formats §3.1.
 */
export function exportCsv({ items }: Pick<Exported, 'items'>): CsvExport {
  const rows = items.filter(({ type }) => type === 'login' || type === 'note').map(rowOf);
  return { text: [HEADER, ...rows].map((cells) => `${list(cells)}\n`).join(''), leftOut: items.length - rows.length };
}

function rowOf(item: ImportedItem): string[] {
  const login = item.type === 'login' ? item.login : { uris: [] };
  const { username = '', password = '', totp = '' } = login;
  const fields = item.fields.map(({ name, value }) => `${name}: ${value}`).join('\n');
  const [collections, uris] = [list(item.collections), list(login.uris.map(({ uri }) => uri))];
  return [collections, item.type, item.name, item.notes ?? '', fields, '0', uris, username, password, totp];
}

/** A row of CSV, and a list inside of one of its cells. */
const list = (cells: string[]) => cells.map(quoted).join(',');

const quoted = (cell: string) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
