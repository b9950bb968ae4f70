import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Unlocked } from '../accounts/keyring.js';
import type { ClientCurrent } from '../web/current.js';
import { Many, Optional, readWholeNumber } from '../web/fields.js';
import { say } from '../web/message.js';
import { NotAllowed } from '../web/refusal.js';
import { findItems } from './found-items.js';
import { generatePassphrase, generatePassword } from './generator.js';
import { edits, seesPasswords } from './item-access.js';
import { ItemList } from './item-list.service.js';
import { itemsPath, typeOptions } from './item-pages.js';
import { CARD_TEXTS, IDENTITY_TEXTS, ITEM_TYPES, MATCH_OPTIONS } from './item-types.js';
import { Items } from './items.service.js';
import type { ItemType, PlainItem } from './plain-item.js';
import { secretOf } from './secrets.js';

export class NewItemQuery {
  @Optional(10) type?: string;
  /** The collection that it is made in. */
  @Optional(36) collection?: string;
  /** While somebody searches for collections: those that are chosen. */
  @Many() collectionIds?: string | string[];
  @Optional(100) collectionSearch?: string;
}

/** What the form shows again: one empty line more than was typed. */
export interface Typed {
  type?: string;
  collectionIds?: string | string[];
  collectionSearch?: string;
  uris?: string | string[];
  uriMatches?: string | string[];
  fieldNames?: string | string[];
  fieldTypes?: string | string[];
  fieldValues?: string | string[];
  fieldPlaces?: string | string[];
  generatorKind?: string;
  generatorLength?: string;
  request?: FastifyRequest;
}

/** What the forms of items hold. */
@Injectable()
export class ItemForms {
  constructor(
    private readonly items: Items,
    private readonly lists: ItemList,
  ) {}

  async blank(current: ClientCurrent, typed: NewItemQuery & Typed) {
    const type = typeOf(typed.type);
    const chosen = many(typed.collectionIds);
    if (typed.collection) chosen.push(typed.collection);
    return {
      ...this.form(current, type, typed),
      choices: await this.lists.choices(current, chosen, typed.collectionSearch),
      chosen: typed.collection,
      values: { type, ...GENERATOR },
    };
  }

  async filled(current: Unlocked<ClientCurrent>, id: string, typed: Typed = {}) {
    const [found] = await findItems(current, [id]);
    if (!edits(found.level)) throw new NotAllowed(say('somebody who can edit it'));
    const item = await this.items.open(current, found);
    const lines = { ...typedOf(item), ...typed };
    const form = this.form(current, item.type, lines);
    return {
      ...{ ...form, id, name: item.name, hidden: !seesPasswords(found.level), had: secretsIn(item) },
      values: { ...valuesOf(item), seen: found.row.version, ...GENERATOR },
    };
  }

  private form(current: ClientCurrent, type: ItemType, typed: Typed) {
    return {
      ...{ path: itemsPath(current), type, types: typeOptions(), uriMatches: MATCH_OPTIONS },
      uris: linesOf({ uri: typed.uris, match: typed.uriMatches }),
      fields: linesOf({
        ...{ name: typed.fieldNames, type: typed.fieldTypes, value: typed.fieldValues, kept: typed.fieldPlaces },
      }).map((line) => ({ ...line, isLong: line.value?.includes('\n') })),
      ...generated(typed),
      parts: type === 'card' ? partsOf(CARD_TEXTS) : type === 'identity' ? partsOf(IDENTITY_TEXTS) : [],
    };
  }
}

const GENERATOR = { generatorKind: 'password', generatorLength: '20' };
const KINDS = [
  { value: 'password', text: say('Password') },
  { value: 'simple', text: say('Password without symbols') },
  { value: 'passphrase', text: say('Words') },
];

/** What the Generate button puts into the form; the rest of it is shown as it was typed. */
function generated({ generatorKind: kind, generatorLength, request }: Typed) {
  const wanted = (request?.body as { preview?: string } | undefined)?.preview === 'generate';
  const size = readWholeNumber(generatorLength ?? '') ?? 0;
  const make = () =>
    kind === 'passphrase'
      ? generatePassphrase(Math.min(Math.max(size, 3), 12))
      : generatePassword({ length: Math.min(Math.max(size, 8), 128), symbols: kind !== 'simple' });
  return { kinds: KINDS, anew: wanted ? { loginSecret: make() } : undefined };
}

/** Which secrets there are to keep or to take out. */
const secretsIn = (item: PlainItem) =>
  Object.fromEntries((['password', 'totp', 'code', 'privateKey'] as const).map((name) => [name, secretOf(item, name)]));

const typeOf = (text = ''): ItemType => (text in ITEM_TYPES ? (text as ItemType) : 'login');
const partsOf = (texts: object) => Object.entries(texts).map(([name, label]) => ({ name, label }));
const many = (value: string | string[] = []): string[] => [value].flat().filter(Boolean);

/** Repeated fields as lines, with an empty one at the end. */
function linesOf(columns: Record<string, string | string[] | undefined>): Record<string, string>[] {
  const lists = Object.entries(columns).map(([name, values]) => [name, [values ?? []].flat()] as const);
  const length = Math.max(...lists.map(([, values]) => values.length));
  const lines = Array.from({ length }, (_, at) =>
    Object.fromEntries(lists.map(([name, values]) => [name, values[at] ?? ''])),
  );
  return [...lines.filter((line) => Object.entries(line).some(([name, text]) => text && name !== 'type')), {}];
}

function typedOf(item: PlainItem): Typed {
  const fields = item.fields.filter(({ type }) => type !== 'linked');
  const hidden = fields.filter(({ type }) => type === 'hidden');
  return {
    ...(item.type === 'login' && {
      uris: item.login.uris.map(({ uri }) => uri),
      uriMatches: item.login.uris.map(({ match }) => match ?? ''),
    }),
    fieldNames: fields.map(({ name }) => name),
    fieldTypes: fields.map(({ type }) => type),
    fieldValues: fields.map(({ type, value }) => (type === 'hidden' ? '' : value)),
    fieldPlaces: fields.map((field) => (field.type === 'hidden' ? String(hidden.indexOf(field)) : '')),
  };
}

/** What the form holds: everything but secrets. */
function valuesOf(item: PlainItem): Record<string, string | undefined> {
  const { name, notes, type } = item;
  const common = { name, notes, type };
  if (item.type === 'login') return { ...common, username: item.login.username };
  if (item.type === 'card') return { ...common, ...item.card, code: undefined };
  if (item.type === 'identity') return { ...common, ...item.identity };
  if (item.type === 'ssh-key')
    return { ...common, publicKey: item.sshKey.publicKey, fingerprint: item.sshKey.fingerprint };
  return common;
}
