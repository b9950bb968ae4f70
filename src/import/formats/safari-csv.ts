import { table } from '../table.js';

/** Safari and the Passwords app of macOS (source: import-formats §4.14). */
export const safariCsv = table({
  id: 'safaricsv',
  name: 'Safari and macOS (csv)',
  needs: ['Title', 'URL', 'Username', 'Password'],
  known: (header) => header.includes('otpauth') || header.length === 4,
  columns: { name: 'Title', uris: 'URL', username: 'Username', password: 'Password', notes: 'Notes', totp: 'OTPAuth' },
});
