import { type Message, say } from '../web/message.js';
import type { Member, MemberStatus } from './member.entity.js';

export const STATUS_WORDS: Record<MemberStatus, Message> = {
  invited: say('Invited'),
  accepted: say('Needs confirmation'),
  confirmed: say('Confirmed'),
  revoked: say('Revoked'),
};

export const STATUS_TONES = {
  invited: 'plain',
  accepted: 'warning',
  confirmed: 'good',
  revoked: 'bad',
} satisfies Record<MemberStatus, string>;

/**
 * What can happen to a member, of a provider or of a client organization alike (reference §3.3). `before` is the state that the
 * member was revoked from, see `stateBefore`; after `gone` there is no row.
 */
export const TRANSITIONS = {
  accept: { from: 'invited', to: 'accepted' },
  confirm: { from: 'accepted', to: 'confirmed' },
  'take-back': { from: 'accepted', to: 'invited' },
  'renew-keys': { from: 'confirmed', to: 'accepted' },
  revoke: { from: ['invited', 'accepted', 'confirmed'], to: 'revoked' },
  restore: { from: 'revoked', to: 'before' },
  remove: { from: ['invited', 'accepted', 'confirmed', 'revoked'], to: 'gone' },
  leave: { from: 'confirmed', to: 'gone' },
} as const satisfies Record<
  string,
  { from: MemberStatus | readonly MemberStatus[]; to: MemberStatus | 'before' | 'gone' }
>;

type MemberAct = keyof typeof TRANSITIONS;

/** Whether the act is possible in this state. */
export const leadsFrom = (act: MemberAct, status: MemberStatus): boolean =>
  [TRANSITIONS[act].from].flat().some((from) => from === status);

/** The state that a revoked member is restored to: it can be read from what revoking leaves in place. */
export const stateBefore = ({ wrappedKey, userId }: Pick<Member, 'wrappedKey' | 'userId'>): MemberStatus =>
  wrappedKey ? 'confirmed' : userId ? 'accepted' : 'invited';
