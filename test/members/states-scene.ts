import fc from 'fast-check';
import { Member, type MemberStatus } from '../../src/client-orgs/member.entity.js';
import { leadsFrom, stateBefore, TRANSITIONS } from '../../src/client-orgs/member-states.js';
import type { OrganizationRole } from '../../src/web/rights.js';
import type { Client } from '../support/client.js';
import { removes, sends } from '../support/members.js';
import type { Person } from '../support/people.js';
import { accepts, renewsKeys } from '../support/without-pages.js';

export const ACTS = [
  'accept',
  'confirm',
  'take-back',
  'renew-keys',
  'revoke',
  'restore',
  'remove',
  'leave',
  'role',
] as const;
export type Act = (typeof ACTS)[number];

const ROLES: OrganizationRole[] = ['owner', 'admin', 'user', 'custom'];

/** Who does what to whom, where. Numbers are places in the lists of the scene. */
export interface Step {
  /** One of those that are possible now, or any. */
  act: number;
  sensible: boolean;
  client: number;
  actor: number;
  target: number;
  role: OrganizationRole;
}

export const steps = (actors: number, targets: number) =>
  fc.array(
    fc.record<Step>({
      ...{ act: fc.nat(), sensible: fc.nat(4).map((one) => one > 0), role: fc.constantFrom(...ROLES) },
      ...{ client: fc.nat(1), actor: fc.nat(actors - 1), target: fc.nat(targets - 1) },
    }),
    { minLength: 6, maxLength: 12 },
  );

const MANAGED: Act[] = ['confirm', 'take-back', 'revoke', 'restore', 'remove', 'role'];

/** What is tried: mostly something that the state of the target lets be done. */
export function actOf({ act, sensible }: Step, status: MemberStatus | undefined): Act {
  const possible = MANAGED.filter((one) => status && (one === 'role' || leadsFrom(one, status)));
  const choices = sensible && possible.length > 0 ? possible : ACTS;
  return choices[act % choices.length];
}

/** What each of these people is at the start of a client; undefined for nothing. */
export const beginnings = (people: number) => {
  const standing = fc.record({
    role: fc.constantFrom(...ROLES),
    status: fc.constantFrom<MemberStatus>('accepted', 'confirmed', 'revoked'),
  });
  return fc.array(fc.option(standing, { nil: undefined }), { minLength: people, maxLength: people });
};

/** Does it through the pages' own routes, whatever comes of it. */
export async function take(
  client: Client,
  actor: Person,
  target: Person,
  role: OrganizationRole,
  act: Act,
): Promise<void> {
  const { world } = client.provider;
  const member = await world.db.findOneBy(Member, { organizationId: client.id, userId: target.id });
  const path = `${client.path}/members/${member?.id}`;
  if (act === 'leave') await actor.send({ method: 'DELETE', path: `${client.path}/membership`, form: {} });
  if (act === 'accept') await accepts(client, target);
  if (!member) return;
  if (act === 'renew-keys') await renewsKeys(world, target);
  if (act === 'revoke') await sends(actor, client, 'revocations', [member.id]);
  if (act === 'restore') await sends(actor, client, 'restorations', [member.id]);
  if (act === 'remove') await removes(actor, client, [member.id]);
  if (act === 'take-back') await actor.send({ method: 'DELETE', path: `${path}/acceptance`, form: {} });
  if (act === 'confirm') {
    await actor.visit(`${path}/confirmation`);
    const subject = actor.page.status === 200 ? (actor.page.value('subject') as string) : '';
    await actor.send({ path: `${path}/confirmation`, form: { subject, notCompared: 'yes' } });
  }
  if (act === 'role') {
    await actor.send({ method: 'PATCH', path, form: { role, permissions: ['manage-members'] } });
  }
}

/** Whether the table of states has this change. */
export function isInTable(act: Act, was: Member | undefined, is: Member | undefined): boolean {
  if (!was || was.status === is?.status) return is?.status === was?.status;
  if (act === 'role') return false;
  const { to } = TRANSITIONS[act];
  const expected = to === 'before' ? stateBefore(was) : to === 'gone' ? undefined : to;
  return leadsFrom(act, was.status) && is?.status === expected;
}
