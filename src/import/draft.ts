import type {
  CardPart,
  Field,
  IdentityPart,
  ItemType,
  Login,
  PastPassword,
  SshKey,
  UriMatch,
} from '../items/plain-item.js';
import { brandOf, expiryOf } from './cards.js';
import type { ImportedItem } from './item.js';

const LONGEST_FIELD = 200;
const FULL_NOTES = 20_000;
const PAST_PASSWORDS = 5;
const NO_NAME = '--';

/** An item under way: the rules that nearly all formats share (source: import-formats §1.8). */
export class Draft {
  type: ItemType = 'login';
  name = '';
  notes = '';
  username = '';
  password = '';
  totp = '';
  created?: Date;
  revised?: Date;
  readonly collections: string[] = [];
  readonly uris: Login['uris'] = [];
  readonly card = new Parts<CardPart>();
  readonly identity = new Parts<IdentityPart>();
  readonly sshKey: SshKey = {};
  readonly fields: Field[] = [];
  readonly passwordHistory: PastPassword[] = [];

  constructor(
    /** Where it stands in the file. */
    readonly row: number,
  ) {}

  /** Puts it into a collection, where the path is one. */
  in(path: string): void {
    if (path) this.collections.push(path);
  }

  /** Adds a website: trimmed, `http://` before what has a dot and no scheme; what is blank is left out. */
  uri(text: string, match?: UriMatch): void {
    const uri = text.trim();
    if (uri) this.exactUri(uri.includes('://') || !uri.includes('.') ? uri : `http://${uri}`, match);
  }

  /** Adds a website as it is written. */
  exactUri(uri: string, match?: UriMatch): void {
    if (uri) this.uris.push(match ? { uri, match } : { uri });
  }

  /** Adds a custom field, unless it is blank. */
  field(name: string, value: string, type: Field['type'] = 'text'): void {
    if (value.trim()) this.fields.push({ name, value, type });
  }

  /** Adds what has no place of its own: a custom field, or a line of the notes when it is long. Secrets stay fields. */
  extra(name: string, value: string, type: Field['type'] = 'text'): void {
    const roomy = value.length > LONGEST_FIELD || value.trim().includes('\n');
    if (roomy && type === 'text') this.note(`${name}: ${value}`);
    else this.field(name, value, type);
  }

  /** Adds a line to the notes; to notes that are too long already none, so that many lines cost no more than few. */
  note(line: string): void {
    if (line.trim() && this.notes.length <= FULL_NOTES)
      this.notes += `${this.notes && !this.notes.endsWith('\n') ? '\n' : ''}${line}`;
  }

  /** Sets the card's number, and the brand that it shows. */
  cardNumber(number: string): void {
    this.card.set('number', number);
    this.card.set('brand', brandOf(number));
  }

  /** Sets the card's month and year. @returns false, and sets nothing, when the text is no expiry */
  expiry(text: string): boolean {
    const expiry = expiryOf(text);
    this.card.set('expMonth', expiry?.month ?? '');
    this.card.set('expYear', expiry?.year ?? '');
    return expiry !== undefined;
  }

  /** Sets an identity's names: one word is the first name, two are first and last, the second of more is the middle one. */
  fullName(text: string): void {
    const [first = '', second = '', ...rest] = text.trim().split(/\s+/);
    this.identity.set('firstName', first);
    this.identity.set('middleName', rest.length > 0 ? second : '');
    this.identity.set('lastName', rest.length > 0 ? rest.join(' ') : second);
  }

  /** A login that opens nothing becomes a secure note. A seed for codes alone keeps it a login: a note could not hold it. */
  noteIfBare(): void {
    const { username, password, totp, uris } = this;
    if (this.type === 'login' && !username && !password && !totp && uris.length === 0) this.type = 'note';
  }

  finish(): ImportedItem {
    const { created, revised } = this;
    const common = {
      name: this.name.trim() ? this.name : NO_NAME,
      ...filled({ notes: this.notes }),
      collections: [...new Set(this.collections)],
      fields: this.fields,
      passwordHistory: this.passwordHistory.slice(0, PAST_PASSWORDS),
      ...(created && { created }),
      ...(revised && { revised }),
    };
    switch (this.type) {
      case 'login': {
        const { uris, username, password, totp } = this;
        return { ...common, type: 'login', login: { uris, ...filled({ username, password, totp }) } };
      }
      case 'card':
        return { ...common, type: 'card', card: this.card.all };
      case 'identity':
        return { ...common, type: 'identity', identity: this.identity.all };
      case 'ssh-key':
        return { ...common, type: 'ssh-key', sshKey: filled(this.sshKey) };
      case 'note':
        return { ...common, type: 'note' };
    }
  }
}

/** Without what is empty. */
const filled = <T extends object>(parts: T): Partial<T> =>
  Object.fromEntries(Object.entries(parts).filter(([, text]) => text)) as Partial<T>;

/** Parts of a card or an identity; the first that is there stays. */
class Parts<Name extends string> {
  readonly all: Partial<Record<Name, string>> = {};

  set(name: Name, text: string): void {
    if (text && !this.all[name]) this.all[name] = text;
  }

  has(name: Name): boolean {
    return this.all[name] !== undefined;
  }
}
