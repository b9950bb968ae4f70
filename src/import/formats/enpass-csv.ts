import type { Draft } from '../draft.js';
import { headerless } from '../headerless.js';

const URI = ['url', 'website'];
const USERNAME = ['username', 'email', 'e-mail'];
const PASSWORD = ['password'];
const TOTP = ['totp', 'one-time code'];
const CARD = ['cardholder', 'number', 'expiry date'];
const UNUSED = ['type'];

/** A label without the star that marks what is secret. */
interface Pair {
  label: string;
  secret: boolean;
  value: string;
}

const kindOf = ({ label }: Pair) => label.toLowerCase();

/** Source: import-formats §4.17. A row is a title, pairs of label and value, and perhaps a note. Labels are English. */
export const enpassCsv = headerless({
  id: 'enpasscsv',
  name: 'Enpass (csv)',
  detect: ({ header }) => ['*password', '*number', '*cvc'].some((label) => header.includes(label)),
  read({ number, cells }, found) {
    const [title, ...rest] = cells;
    if (number === 1 && title.startsWith('Title')) return;
    const draft = found.draft(number);
    draft.name = title;
    if (rest.length % 2 === 1) draft.note(rest.pop() ?? '');
    const pairs = paired(rest).filter(({ value }) => value.trim());
    const isCard = CARD.every((label) => pairs.some((pair) => kindOf(pair) === label));
    if (isCard) draft.type = 'card';
    else if (!pairs.some((pair) => [...URI, ...USERNAME, ...PASSWORD, ...TOTP].includes(kindOf(pair))))
      draft.type = 'note';
    for (const pair of pairs) {
      const taken = isCard ? cardPart(draft, pair) : loginPart(draft, pair);
      if (!taken) draft.extra(pair.label, pair.value, pair.secret ? 'hidden' : 'text');
    }
    found.add(draft);
  },
});

const paired = (cells: string[]): Pair[] =>
  cells.flatMap((label, at) => {
    if (at % 2 === 1) return [];
    const secret = label.startsWith('*');
    return [{ label: secret ? label.slice(1) : label, secret, value: cells[at + 1] }];
  });

function loginPart(draft: Draft, pair: Pair): boolean {
  const kind = kindOf(pair);
  if (URI.includes(kind)) draft.uri(pair.value);
  else if (USERNAME.includes(kind) && !draft.username) draft.username = pair.value;
  else if (PASSWORD.includes(kind) && !draft.password) draft.password = pair.value;
  else if (TOTP.includes(kind) && !draft.totp) draft.totp = pair.value;
  else return false;
  return true;
}

function cardPart(draft: Draft, pair: Pair): boolean {
  const kind = kindOf(pair);
  if (kind === 'cardholder') draft.card.set('cardholderName', pair.value);
  else if (kind === 'number') draft.cardNumber(pair.value);
  else if (kind === 'cvc') draft.card.set('code', pair.value);
  else if (kind === 'expiry date') return draft.expiry(pair.value);
  else return UNUSED.includes(kind);
  return true;
}
