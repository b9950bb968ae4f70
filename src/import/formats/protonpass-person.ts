import type { IdentityPart } from '../../items/plain-item.js';
import type { Draft } from '../draft.js';
import type { Json } from '../json.js';
import { readFields } from './protonpass-fields.js';

const PARTS = new Map<string, IdentityPart>([
  ['firstName', 'firstName'],
  ['middleName', 'middleName'],
  ['lastName', 'lastName'],
  ['email', 'email'],
  ['phoneNumber', 'phone'],
  ['company', 'company'],
  ['socialSecurityNumber', 'ssn'],
  ['passportNumber', 'passportNumber'],
  ['licenseNumber', 'licenseNumber'],
  ['organization', 'address1'],
  ['streetAddress', 'address2'],
  ['city', 'city'],
  ['stateOrProvince', 'state'],
  ['zipOrPostalCode', 'postalCode'],
  ['countryOrRegion', 'country'],
]);
const ELSEWHERE = new Set(['fullName', 'floor', 'county']);

/** An identity. The full name comes first, its parts fill what that leaves open. */
export function readPerson(draft: Draft, content: Json): void {
  draft.fullName(content.at('fullName').text);
  draft.identity.set('address3', [content.at('floor').text, content.at('county').text].filter(Boolean).join(' '));
  for (const [name, value] of content.entries) {
    const part = PARTS.get(name);
    if (part) draft.identity.set(part, value.text);
    else if (name === 'extraSections') for (const section of value.list) readFields(draft, section.at('sectionFields'));
    else if (value.isList) readFields(draft, value);
    else if (!ELSEWHERE.has(name)) draft.extra(name, value.text);
  }
}
