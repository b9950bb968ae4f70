import { type Message, say } from '../web/message.js';
import type { CardPart, IdentityPart, ItemType, UriMatch } from './plain-item.js';

/** What people call the types. */
export const ITEM_TYPES: Record<ItemType, { text: Message; icon: string }> = {
  login: { text: say('Login'), icon: 'login' },
  note: { text: say('Secure note'), icon: 'note' },
  card: { text: say('Card'), icon: 'card' },
  identity: { text: say('Identity'), icon: 'identity' },
  'ssh-key': { text: say('SSH key'), icon: 'key' },
};

export const CARD_TEXTS: Record<Exclude<CardPart, 'code'>, Message> = {
  cardholderName: say('Name on the card'),
  brand: say('Brand'),
  number: say('Number'),
  expMonth: say('Valid until: month'),
  expYear: say('Valid until: year'),
};

export const IDENTITY_TEXTS: Record<IdentityPart, Message> = {
  title: say('Title'),
  firstName: say('First name'),
  middleName: say('Middle name'),
  lastName: say('Last name'),
  address1: say('Address'),
  address2: say('Address, second line'),
  address3: say('Address, third line'),
  city: say('City'),
  state: say('State or province'),
  postalCode: say('Postal code'),
  country: say('Country'),
  company: say('Company'),
  email: say('Email'),
  phone: say('Phone'),
  ssn: say('Social security number'),
  username: say('Username'),
  passportNumber: say('Passport number'),
  licenseNumber: say('Licence number'),
};

const { cardholderName, expMonth, expYear, brand, number } = CARD_TEXTS;
const { title, middleName, address1, address2, address3, city, state, postalCode, country, company } = IDENTITY_TEXTS;
const { email, phone, ssn, username, passportNumber, licenseNumber, firstName, lastName } = IDENTITY_TEXTS;
const inOrder = (first: number, texts: Message[]) => Object.fromEntries(texts.map((text, at) => [first + at, text]));

/** What linked fields show, by the numbers of the Bitwarden formats. */
export const LINKED: Record<number, Message> = {
  ...inOrder(100, [username, say('Password')]),
  ...inOrder(300, [cardholderName, expMonth, expYear, say('Security code'), brand, number]),
  ...inOrder(400, [title, middleName, address1, address2, address3, city, state, postalCode, country, company]),
  ...inOrder(410, [email, phone, ssn, username, passportNumber, licenseNumber, firstName, lastName, say('Full name')]),
};

/** For which addresses a login is offered by those who fill it in. */
export const MATCH_OPTIONS: { value: UriMatch | ''; text: Message }[] = [
  { value: '', text: say('Default') },
  { value: 'domain', text: say('Same domain') },
  { value: 'host', text: say('Same host') },
  { value: 'starts-with', text: say('Beginning like this') },
  { value: 'exact', text: say('Exactly this address') },
  { value: 'regex', text: say('Regular expression') },
  { value: 'never', text: say('Never') },
];
