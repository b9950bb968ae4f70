import type { Message } from '../web/message.js';

/** Which URIs of a site a login is offered for; none is the reader's default. */
export type UriMatch = 'domain' | 'host' | 'starts-with' | 'exact' | 'regex' | 'never';

export interface Uri {
  uri: string;
  match?: UriMatch;
}

export interface Login {
  uris: Uri[];
  username?: string;
  password?: string;
  totp?: string;
}

export const CARD_PARTS = ['cardholderName', 'brand', 'number', 'expMonth', 'expYear', 'code'] as const;
export type CardPart = (typeof CARD_PARTS)[number];
export type Card = Partial<Record<CardPart, string>>;

export const IDENTITY_PARTS = [
  ...(['title', 'firstName', 'middleName', 'lastName', 'address1', 'address2', 'address3', 'city', 'state'] as const),
  ...(['postalCode', 'country', 'company', 'email', 'phone', 'ssn', 'username'] as const),
  ...(['passportNumber', 'licenseNumber'] as const),
];
export type IdentityPart = (typeof IDENTITY_PARTS)[number];
export type Identity = Partial<Record<IdentityPart, string>>;

export interface SshKey {
  privateKey?: string;
  publicKey?: string;
  fingerprint?: string;
}

/** A linked field has no value of its own: it shows another part of the item, by the number that the format gives it. */
export interface Field {
  name: string;
  value: string;
  type: 'text' | 'hidden' | 'boolean' | 'linked';
  linkedId?: number;
}

export interface PastPassword {
  password: string;
  at?: Date;
}

interface Common {
  name: string;
  notes?: string;
  /** Paths of collections, nested by `/`; each stands in the result's `collections` too. */
  collections: string[];
  fields: Field[];
  /** At most five, in the file's order. */
  passwordHistory: PastPassword[];
  created?: Date;
  revised?: Date;
}

/** One vault item in plain text. What a file leaves empty is not there; `note` is a secure note. */
export type ImportedItem = Common &
  (
    | { type: 'login'; login: Login }
    | { type: 'note' }
    | { type: 'card'; card: Card }
    | { type: 'identity'; identity: Identity }
    | { type: 'ssh-key'; sshKey: SshKey }
  );

export type ItemType = ImportedItem['type'];

/** What could not be read, and why. Never holds a value of the file, so that it can be shown to anyone who imports. */
export interface Problem {
  /** A row as a spreadsheet counts them, header included; in JSON and XML the item's place from 1. */
  row: number;
  /** What part of the item it is about. */
  field?: Message;
  reason: Message;
}

export interface Result {
  items: ImportedItem[];
  /** Every path, once, parents before children; some may hold no item. */
  collections: string[];
  problems: Problem[];
}
