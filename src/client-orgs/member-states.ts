import type { Member, MemberStatus } from './member.entity.js';

/** What can happen to a member, of a provider or of a client organization alike (reference §3.3). */
export type MemberAct = 'accept' | 'confirm' | 'take-back' | 'renew-keys';

/** Revoking leads from every state to `revoked`, and restoring back to the one before, see `stateBefore`. */
export const TRANSITIONS: Record<MemberAct, { from: MemberStatus; to: MemberStatus }> = {
  accept: { from: 'invited', to: 'accepted' },
  confirm: { from: 'accepted', to: 'confirmed' },
  'take-back': { from: 'accepted', to: 'invited' },
  'renew-keys': { from: 'confirmed', to: 'accepted' },
};

/** The state that a revoked member is restored to: it can be read from what revoking leaves in place. */
export const stateBefore = ({ wrappedKey, userId }: Pick<Member, 'wrappedKey' | 'userId'>): MemberStatus =>
  wrappedKey ? 'confirmed' : userId ? 'accepted' : 'invited';
