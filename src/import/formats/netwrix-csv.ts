import { type Cells, readRows, rowsOf } from '../csv.js';
import type { Format } from '../format.js';
import { type Kind, tables } from '../table.js';

const german: Kind = {
  needs: ['Organisationseinheit', 'Beschreibung'],
  columns: {
    collection: ['Organisationseinheit', 'Organisational unit'],
    name: ['Beschreibung', 'Description'],
    username: ['Benutzername', 'Username', 'User name'],
    password: ['Passwort', 'Password'],
    uris: ['Internetseite', 'Internetadresse', 'Webseite', 'Website', 'Webmail', 'Web page', 'URL', 'Webseite1'],
    notes: ['Informationen', 'Kommentare', 'Information', 'Comments'],
    totp: ['One-Time Passwort', 'One-Time Password'],
  },
  ignored: [],
};
const english: Kind = { ...german, needs: ['Organisational unit'] };

/** Some exports put each whole row into quotes once more. */
function rows(file: Uint8Array): Cells[] {
  const outer = readRows(file);
  const wrapped = outer[0]?.cells.length === 1 && outer[0].cells[0].includes(';');
  return wrapped ? rowsOf(outer.map(({ cells }) => cells[0]).join('\n'), '"', ';') : outer;
}

const about = { id: 'netwrixpasswordsecure', name: 'Netwrix Password Secure (csv)', rows };

/** Source: import-formats §4.24. */
export const netwrixCsv: Format = {
  ...tables(about, german, english),
  detect: ({ text }) => /^"?(?:Organisationseinheit|Organisational unit)"?;/i.test(text),
};
