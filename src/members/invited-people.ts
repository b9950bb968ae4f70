import type { EntityManager } from 'typeorm';
import { Member } from '../client-orgs/member.entity.js';
import type { Place } from '../client-orgs/place.js';
import { isDuplicate } from '../database/transaction.js';
import { type Message, say } from '../web/message.js';
import { refuseField } from '../web/refusal.js';
import { type Addresses, readAddresses } from './addresses.js';
import { whyNotInvited } from './known-members.js';

/** So many people are invited with one form. */
export const MOST_AT_ONCE = 20;

/** Says each of the problems, not only the first. */
const named = (problems: Message[]): Message => say('{{problems}}. Take these out or correct them.', { problems });

/** The addresses of the form's field `emails`. @throws Refusal that names what is no address, or how many are too many */
export function checkedAddresses(typed: string, tooMany: (count: number) => Message): Addresses {
  const found = readAddresses(typed);
  const mistakes = found.wrong.map((text) => say('“{{text}}” is no address', { text }));
  if (mistakes.length > 0) throw refuseField('emails', named(mistakes));
  if (found.emails.length === 0) throw refuseField('emails', say('Type one email address or more.'));
  if (found.emails.length > MOST_AT_ONCE) throw refuseField('emails', tooMany(found.emails.length));
  return found;
}

/** @throws Refusal that names those who are members here already, and oneself */
export async function refuseKnown(current: Place, emails: string[]): Promise<void> {
  const reasons = [...(await whyNotInvited(current, emails)).values()];
  if (reasons.length > 0) throw refuseField('emails', named(reasons));
}

/** @throws Refusal when somebody else invited one of them at the same moment */
export async function insertInvited(db: EntityManager, members: Member[]): Promise<void> {
  await db.insert(Member, members).catch((error) => {
    if (!isDuplicate(error)) throw error;
    throw refuseField('emails', say('Somebody else invited one of these people just now. Look at the list again.'));
  });
}
