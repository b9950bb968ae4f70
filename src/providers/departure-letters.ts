import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Departure } from '../client-orgs/departure.entity.js';
import { Organization } from '../client-orgs/organization.entity.js';
import { readerOf } from '../invitations/letter-parties.js';
import { type Letter, Letters } from '../mail/letters.js';
import { type Message, say } from '../web/message.js';
import { Provider } from './provider.entity.js';
import { SeatChange } from './seat-change.entity.js';

type Ids = Record<string, string>;
type Said = Pick<Letter, 'subject' | 'paragraphs' | 'facts'>;

/** What both sides are written when a client leaves its provider. */
@Injectable()
export class DepartureLetters implements OnModuleInit {
  constructor(private readonly letters: Letters) {}

  onModuleInit(): void {
    this.letters.add('departure-asked', underWay('asked', asked));
    this.letters.add('departure-released', underWay('released', released));
    this.letters.add('departure-confirmed', underWay('confirmed', confirmed));
    this.letters.add('departure-called-off', stays(say('The departure was called off. Everything stays as it was.')));
    this.letters.add(
      'departure-expired',
      stays(
        say('Nobody answered in time, or no confirmed owner was left who holds the key. Everything stays as it was.'),
      ),
    );
    this.letters.add(
      'client-left',
      left(leftForOwner, (id) => `/organizations/${id}/provider`),
    );
    this.letters.add('client-left-provider', left(leftForProvider));
  }
}

interface Names {
  name: string;
  provider: string;
}

const openIt = (organizationId: string, noun = '') => ({
  label: say('Open the organization'),
  path: `/organizations/${organizationId}${noun}`,
});

async function namesOf(db: EntityManager, organizationId: string): Promise<Names | undefined> {
  const organization = await db.findOneBy(Organization, { id: organizationId });
  const provider = organization?.providerId && (await db.findOneBy(Provider, { id: organization.providerId }));
  return provider ? { name: organization.name, provider: provider.name } : undefined;
}

/** About a departure that is still in this state. */
const underWay =
  (state: Departure['state'], words: (names: Names, departure: Departure) => Said) =>
  async (db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> => {
    const departure = await db.findOneBy(Departure, { organizationId, state });
    const names = await namesOf(db, organizationId);
    const reader = await readerOf(db, userId);
    if (!departure || !names || !reader) return undefined;
    return {
      reader,
      ...words(names, departure),
      action: openIt(organizationId, state === 'released' ? '/departure' : ''),
    };
  };

const facts = ({ actedBy, reason, endsAt }: Departure) => [
  { label: say('By'), value: actedBy },
  { label: say('Reason'), value: reason },
  ...(endsAt ? [{ label: say('Ends'), value: say('{{when}}', { when: endsAt }) }] : []),
];

const asked = ({ name, provider }: Names, departure: Departure): Said => ({
  subject: say('{{name}} wants to leave {{provider}}', { name, provider }),
  paragraphs: [
    say('An owner asks you to let {{name}} go. Nothing ends before you do, and an owner confirms.', { name }),
  ],
  facts: facts(departure),
});

const released = ({ name, provider }: Names, departure: Departure): Said => ({
  subject: say('{{provider}} lets {{name}} go', { name, provider }),
  paragraphs: [
    say('Read what ends, and confirm with your master password. Until you do, everything stays as it is.'),
    ...(departure.endsAt ? [] : [say('It ends as soon as you confirm.')]),
  ],
  facts: facts(departure),
});

const confirmed = ({ name, provider }: Names, departure: Departure): Said => ({
  subject: say('{{name}} is going to leave {{provider}}', { name, provider }),
  paragraphs: [say('Both sides agreed. Until then everything stays as it is, and either side can call it off.')],
  facts: facts(departure),
});

/** About one that came to nothing. */
const stays =
  (why: Message) =>
  async (db: EntityManager, { organizationId, userId }: Ids): Promise<Letter | undefined> => {
    const names = await namesOf(db, organizationId);
    const reader = await readerOf(db, userId);
    if (!names || !reader || (await db.existsBy(Departure, { organizationId }))) return undefined;
    const subject = say('{{name}} stays with {{provider}}', { ...names });
    return { reader, subject, paragraphs: [why], action: openIt(organizationId) };
  };

/** The receipt, from the provider's ledger: it says the same however much changes afterwards. */
const left =
  (words: (names: Names, count: number) => Said, path?: (organizationId: string) => string) =>
  async (db: EntityManager, { changeId, userId }: Ids): Promise<Letter | undefined> => {
    const change = await db.findOneBy(SeatChange, { id: changeId });
    const found = change && (await db.findOneBy(Provider, { id: change.providerId }));
    const reader = await readerOf(db, userId);
    if (!found || !reader) return undefined;
    const said = words({ name: change.clientName ?? '', provider: found.name }, -change.seats);
    const action = path
      ? { label: say('Open the organization'), path: path(change.organizationId as string) }
      : { label: say('Open the seat ledger'), path: `/providers/${found.id}/seats` };
    const when = { label: say('When'), value: say('{{when}}', { when: change.at }) };
    return { reader, ...said, facts: [when, { label: say('By'), value: change.actorName }], action };
  };

const leftForOwner = ({ name, provider }: Names, count: number): Said => ({
  subject: say('{{name}} has left {{provider}}', { name, provider }),
  paragraphs: [
    say('{{provider}} no longer has a copy of the key of {{name}}, nor any right there.', { name, provider }),
    say('Its {{count}} seats are frozen until another provider of this server adds it.', { count }),
    say(
      'You confirm people yourselves from now on. If every owner forgets the master password, nobody opens the vault.',
    ),
  ],
});

const leftForProvider = ({ name, provider }: Names, count: number): Said => ({
  subject: say('{{name}} has left {{provider}}', { name, provider }),
  paragraphs: [
    say(
      'Its {{count}} seats went back to your pool. Your copy of its key, your rights and your open invitations are gone.',
      {
        count,
      },
    ),
    say('Your event log, seat ledger and statements stay.'),
  ],
});
