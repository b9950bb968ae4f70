import type { Draft } from '../draft.js';
import { table } from '../table.js';

const USERNAMES = ['user name', 'username', 'login', 'email', 'e-mail', 'id', 'login name', 'login id'];
const PASSWORDS = ['password', 'pin', 'code', 'key', 'passphrase', 'secret'];
const KIND = 'SecretType';

/** Source: import-formats §4.22. Two columns hold lines of `Label:Value`. */
export const zohoVaultCsv = table({
  id: 'zohovaultcsv',
  name: 'Zoho Vault (csv)',
  needs: ['SecretData', 'CustomData'],
  columns: {
    name: ['Password Name', 'Secret Name'],
    uris: ['Password URL', 'Secret URL'],
    totp: ['TOTP', 'login_totp'],
    notes: 'Notes',
    collection: ['Folder Name', 'ChamberName'],
  },
  skips: (row) => !row.cell('Password Name', 'Secret Name'),
  refine(draft, row) {
    draft.note(row.cell('Description'));
    for (const line of `${row.cell('SecretData')}\n${row.cell('CustomData')}`.split('\n')) dataLine(draft, line);
    draft.noteIfBare();
  },
});

function dataLine(draft: Draft, line: string): void {
  const [, label = '', value = line] = /^([^:]*):(.*)$/.exec(line) ?? [];
  if (label === KIND) return;
  if (!draft.username && USERNAMES.includes(label.toLowerCase())) draft.username = value;
  else if (!draft.password && PASSWORDS.includes(label.toLowerCase())) draft.password = value;
  else if (label) draft.extra(label, value);
  else draft.note(value);
}
