import { record } from '../audit/record.js';
import type { Current } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { Ended } from '../web/refusal.js';
import type { EmailChange } from './email-change.entity.js';
import type { User } from './user.entity.js';

type Why = [heading: Message, explanation: Message];

const CHANGE: Record<string, Why> = {
  changed: [say('This link was used already'), say('The address counts. Sign in with it.')],
  undone: [say('This change was undone'), say('The old address counts again. Sign in with it.')],
  replaced: [
    say('This link is no longer valid'),
    say('You asked again, or your address was changed since. Open the link in the newest mail you got.'),
  ],
  asked: [
    say('This link has expired'),
    say('It was valid for 24 hours, and your address stays as it was. Ask for the change again under Your account.'),
  ],
};
const UNDO: Record<string, Why> = {
  changed: [
    say('This link has expired'),
    say('The address could be put back for 72 hours. If you did not change it, tell whoever runs this server.'),
  ],
  undone: [say('This link was used already'), say('The old address counts again. Sign in with it.')],
  replaced: [say('This link is no longer valid'), say('A change before this one was undone, and this one with it.')],
};

/** @returns what to throw for a link that leads nowhere any more: why, and what to do */
export const deadChange = (current: Current, change: EmailChange, user: User): Promise<Ended> =>
  dead(current, change, user, CHANGE[change.state]);
export const deadUndo = (current: Current, change: EmailChange, user: User): Promise<Ended> =>
  dead(current, change, user, UNDO[change.state]);

async function dead(current: Current, { state }: EmailChange, user: User, why: Why): Promise<Ended> {
  await record(current, 'email-change.dead-link-opened', user, { state }, { userId: user.id });
  return new Ended(...why);
}
