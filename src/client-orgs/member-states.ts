import type { MemberStatus } from './member.entity.js';

/** What can happen to a member, of a provider or of a client organization alike (reference §3.3). */
export type MemberAct = 'accept' | 'confirm' | 'take-back' | 'renew-keys';

export const TRANSITIONS: Record<MemberAct, { from: MemberStatus; to: MemberStatus }> = {
  accept: { from: 'invited', to: 'accepted' },
  confirm: { from: 'accepted', to: 'confirmed' },
  'take-back': { from: 'accepted', to: 'invited' },
  'renew-keys': { from: 'confirmed', to: 'accepted' },
};
