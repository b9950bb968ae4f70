import { ROLE_WORDS } from '../client-orgs/member-rules.js';
import { say } from '../web/message.js';

/** The roles of a provider, each in a sentence. */
export const ROLES = [
  {
    value: 'service-user',
    text: ROLE_WORDS['service-user'],
    about: say('Helps clients with members, groups and collections; no owners, no purchases, no prices'),
  },
  {
    value: 'provider-admin',
    text: ROLE_WORDS['provider-admin'],
    about: say('Everything of the provider: clients, seats, members and settings'),
  },
];

export const SCOPES = [
  { value: 'all', text: say('All clients'), about: say('Also those that are added later') },
  {
    value: 'chosen',
    text: say('A chosen list'),
    about: say('For service users. Other clients are not there for them'),
  },
];
