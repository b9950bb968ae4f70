import { table } from '../table.js';
import { moment } from '../text.js';

const OWN_ACCOUNT = 'chrome://FirefoxAccounts';

/** Source: import-formats §4.13. The browser's own account is no password of a person. */
export const firefoxCsv = table({
  id: 'firefoxcsv',
  name: 'Firefox (csv)',
  needs: ['username', 'password', 'httprealm', 'formactionorigin'],
  columns: { uris: ['url', 'hostname'], username: 'username', password: 'password' },
  skips: (row) => row.cell('url', 'hostname') === OWN_ACCOUNT,
  refine(draft, row) {
    draft.name = hostOf(draft.uris[0]?.uri ?? '');
    draft.created = moment(Number(row.cell('timeCreated')) || Number.NaN);
    draft.revised = moment(Number(row.cell('timePasswordChanged')) || Number.NaN);
  },
});

function hostOf(uri: string): string {
  try {
    return new URL(uri).hostname.replace(/^www\./, '');
  } catch {
    return '';
  }
}
