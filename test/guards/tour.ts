import { Member } from '../../src/client-orgs/member.entity.js';
import { Addition } from '../../src/providers/addition.entity.js';
import { aGroup, manyMembers } from '../members/company.js';
import { anUpload } from '../members/files.js';
import { agrees, asksOwner } from '../providers/adding.js';
import { leaves, letsGo } from '../providers/leaving.js';
import type { Browser } from '../support/browser.js';
import { forgets, renews } from '../support/forgetful.js';
import type { Page } from '../support/page.js';
import { anotherAdmin, aProvider, aServiceUser, type Person } from '../support/people.js';
import type { World } from '../support/world.js';
import { importStops } from './import-tour.js';
import { itemStops } from './tour-items.js';
import { memberStops } from './tour-members.js';
import { providerMemberStops } from './tour-provider-members.js';
import { twoStepPeople } from './two-step-tour.js';

export interface Stop {
  name: string;
  who: Browser;
  visit: () => Promise<Page>;
}

/** Every page that the portal has, each as somebody sees it who has work to do there; the first one may be a form refused. */
export async function tour(world: World): Promise<Stop[]> {
  const provider = await aProvider(world, { teams: 10 });
  const { admin, path } = provider;
  const [invited, accepted, confirmed] = [
    await provider.startsClient({ plan: 'enterprise' }),
    await provider.startsClient(),
    await provider.startsClient(),
  ];
  const empty = (await aProvider(world)).admin;
  const serviceUser = await aServiceUser(provider);
  const [waiting, owner] = [await accepted.acceptedOwner(), await confirmed.confirmedOwner()];
  const suspended = await provider.startsClient();
  const shutOut = await suspended.confirmedOwner();
  await admin.visit(`${suspended.managed}/deletion/new`);
  await admin.submit(`Delete ${suspended.name}`, { name: suspended.name });
  await admin.visit(`${suspended.managed}/suspension/new`);
  await admin.submit(`Suspend ${suspended.name}`, { reason: 'Not paid' });
  const people = await provider.startsClient({ plan: 'enterprise', seats: 20 });
  const boss = await people.confirmedOwner();
  await people.hasMember({ role: 'admin', name: 'Ada Admin', status: 'accepted' });
  await people.hasMember({ name: 'Rut Revoked', status: 'revoked' });
  await manyMembers(world, people, 3);
  await aGroup(world, people, 'Sälj');
  const upload = await anUpload(world, people);
  await boss.visit(`${people.path}/seat-requests/new`);
  await boss.submit('Ask for seats', { seats: '5', note: 'Summer' });
  const going = await provider.startsClient();
  const goer = await going.confirmedOwner();
  await letsGo(going);
  const alone = await provider.startsClient();
  const freed = await alone.confirmedOwner();
  await leaves(alone, freed);
  await asksOwner(provider, freed.email);
  const joining = await provider.startsClient();
  const joiner = await joining.confirmedOwner();
  await leaves(joining, joiner);
  await asksOwner(provider, joiner.email);
  await agrees(joining, joiner, provider);
  const questionTo = async ({ email }: Person) => (await world.db.findOneByOrFail(Addition, { email })).id;
  const [questionId, agreedId] = [await questionTo(freed), await questionTo(joiner)];
  const user = await confirmed.hasMember({ name: 'Maja' });
  const [web, group] = [await confirmed.hasCollection('Web/Shop <b>'), await confirmed.hasGroup('Sales', [user])];
  await confirmed.hasCollection('Web/Shop <b>/Kassa');
  const guest = world.browser();
  const { without, having, halfway, keeping, asked } = await twoStepPeople(world);
  const token = await invited.invitation();
  const renewal = await forgets(world, empty.email);
  const back = await anotherAdmin(provider);
  await renews(world.browser(), await forgets(world, back.email));
  const { id: backId } = await world.db.findOneByOrFail(Member, { providerId: provider.id, userId: back.id });
  await world.deliverMail();
  const [mail]: { id: string }[] = await world.db.query('SELECT id FROM mails WHERE provider_id = ? LIMIT 1', [
    provider.id,
  ]);
  const at = (name: string, who: Browser, address: string) => ({ name, who, visit: () => who.visit(address) });
  const sent = (name: string, who: Browser, address: string, button: string, values = {}) => ({
    name,
    who,
    visit: () => who.visit(address).then(() => who.submit(button, values)),
  });
  return [
    at('sign in', guest, '/sign-in'),
    sent('sign in refused', guest, '/sign-in', 'Sign in', { email: 'x@y.example', password: 'wrong' }),
    at('second step', halfway, '/sign-in/two-step'),
    at('second step by a recovery code', halfway, '/sign-in/two-step?by=recovery-code'),
    sent('second step refused', halfway, '/sign-in/two-step', 'Continue', { code: '000000' }),
    at('two-step login off', without, '/account/two-step'),
    at('two-step login on', having, '/account/two-step'),
    sent('switching off refused', having, '/account/two-step', 'Switch two-step login off'),
    at('set-up of two-step login', without, '/account/two-step/authenticator/new'),
    sent('set-up refused', without, '/account/two-step/authenticator/new', 'Check the code'),
    at('another app', having, '/account/two-step/authenticator/new'),
    at('set-up that a provider requires', asked, '/'),
    at('recovery codes of two-step login', keeping, '/account/two-step/recovery-codes'),
    at('new recovery codes', having, '/account/two-step/recovery-codes'),
    sent('new recovery codes refused', having, '/account/two-step/recovery-codes', 'Make ten new codes'),
    at('forgotten master password', guest, '/forgotten-password'),
    sent('forgotten master password refused', guest, '/forgotten-password', 'Send the link'),
    at('key renewal', guest, renewal),
    sent('key renewal refused', guest, renewal, 'Set the new master password'),
    at('invitation', guest, token),
    sent('invitation refused', guest, token, 'Accept the invitation'),
    at('fingerprint phrase', waiting, '/invitation/accepted'),
    at('clients', admin, `${path}/clients`),
    at('no clients', empty, '/'),
    at('clients not found', admin, `${path}/clients?search=nobody`),
    at('clients of a service user', serviceUser, '/'),
    at('new client', admin, `${path}/clients/new`),
    at('new client previewed', admin, `${path}/clients/new?plan=teams&seats=20`),
    sent('new client refused', admin, `${path}/clients/new`, 'Add organization'),
    at('manage client', admin, `${invited.managed}/edit`),
    at('change plan', admin, `${invited.managed}/plan/edit`),
    at('change plan to Enterprise', admin, `${accepted.managed}/plan/edit`),
    at('suspend', admin, `${invited.managed}/suspension/new`),
    sent('suspend refused', admin, `${invited.managed}/suspension/new`, `Suspend ${invited.name}`),
    at('delete at once', admin, `${invited.managed}/deletion/new`),
    sent('delete refused', admin, `${confirmed.managed}/deletion/new`, `Delete ${confirmed.name}`),
    at('manage a suspended client', admin, `${suspended.managed}/edit`),
    at('overview of a suspended client', shutOut, suspended.path),
    at('vault of a suspended client', shutOut, `${suspended.path}/vault`),
    at('vault of a suspended client, for the provider', admin, `${suspended.path}/vault`),
    at('let go', admin, `${invited.managed}/release/new`),
    sent('let go refused', admin, `${confirmed.managed}/release/new`, `Let ${confirmed.name} go`),
    at('leave', owner, `${confirmed.path}/departure`),
    at('leave, let go', goer, `${going.path}/departure`),
    at('overview of a client let go', admin, going.path),
    at('no provider', freed, `${alone.path}/provider`),
    at('agreement', freed, `${alone.path}/additions/${questionId}`),
    at('existing organization', admin, `${path}/additions`),
    sent('existing organization refused', admin, `${path}/additions`, 'Ask the owner'),
    at('add existing organization', admin, `${path}/additions/${agreedId}`),
    at('no provider, agreed', joiner, `${joining.path}/additions/${agreedId}`),
    at('seats', admin, `${path}/seats`),
    at("provider's log", admin, `${path}/events`),
    at('log filtered to nothing', admin, `${path}/events?person=nobody&group=clients&from=2020-01-01`),
    at("client's log", owner, `${confirmed.path}/events`),
    at('own log', admin, '/account/events'),
    at('statement', admin, `${path}/statements/${world.clock.now().toISOString().slice(0, 7)}`),
    at('settings', admin, `${path}/settings`),
    sent('settings refused', admin, `${path}/settings`, 'Save', { name: '' }),
    ...(await providerMemberStops(provider, serviceUser)),
    at('confirmation of a member', admin, `${path}/members/${backId}/confirmation`),
    at('recovery code', admin, `${path}/recovery-code`),
    at('overview, owner invited', admin, invited.path),
    at('overview, owner accepted', admin, accepted.path),
    at('overview for the owner', owner, confirmed.path),
    at('address', admin, await invited.ownerPath('address')),
    at('confirmation', admin, await accepted.ownerPath('confirmation')),
    at('vault for the provider', admin, `${confirmed.path}/vault`),
    at('vault for the owner', owner, `${confirmed.path}/vault`),
    at('your provider', owner, `${confirmed.path}/provider`),
    ...(await itemStops(confirmed, owner)),
    at('new collection', admin, `${confirmed.path}/collections/new`),
    sent('new collection refused', admin, `${confirmed.path}/collections/new`, `Add to ${confirmed.name}`, {
      who: 'x',
    }),
    at('collection', owner, `${confirmed.path}/collections/${web}/edit`),
    at('access to a collection', owner, `${confirmed.path}/collections/${web}/access?search=e`),
    sent('access to collections', owner, `${confirmed.path}/vault`, 'Give access', { ids: true }),
    at('collections of a member', user, `${confirmed.path}/vault`),
    at('collection not found', owner, `${confirmed.path}/vault?search=nobody`),
    at('groups', owner, `${confirmed.path}/groups`),
    at('no groups', admin, `${invited.path}/groups`),
    at('groups not found', owner, `${confirmed.path}/groups?search=nobody`),
    at('new group', owner, `${confirmed.path}/groups/new`),
    at('group', owner, `${confirmed.path}/groups/${group}/edit`),
    at('members of a group', owner, `${confirmed.path}/groups/${group}/members`),
    sent('members of a group refused', owner, `${confirmed.path}/groups/${group}/members`, 'Put into Sales', {
      who: 'x',
    }),
    sent('groups deleted', owner, `${confirmed.path}/groups`, 'Delete', { ids: true }),
    at('access matrix', owner, `${confirmed.path}/access`),
    sent('access matrix reviewed', owner, `${confirmed.path}/access`, 'Show who gains and who loses', { x: '4' }),
    at('no access matrix', admin, `${invited.path}/access`),
    at('starter', owner, `${confirmed.path}/access/starter`),
    at('settings of collections', owner, `${confirmed.path}/settings`),
    sent('collections deleted', owner, `${confirmed.path}/vault`, 'Delete', { ids: true }),
    ...(await memberStops(provider)),
    at('members of a client', boss, `${people.path}/members`),
    at('invited members, for the provider', admin, `${people.path}/members?tab=invited`),
    at('no member fits', boss, `${people.path}/members?search=nobody`),
    sent('members, nobody chosen', boss, `${people.path}/members`, 'Resend'),
    at('invite people', boss, `${people.path}/members/new`),
    sent('invite people refused', boss, `${people.path}/members/new`, `Invite to ${people.name}`, { emails: 'nobody' }),
    at('invite with a file', boss, `${people.path}/members/uploads/new`),
    sent('invite with a file refused', boss, `${people.path}/members/uploads/new`, `Invite to ${people.name}`),
    at('people of a file', boss, `${people.path}/members/uploads/${upload}`),
    at('ask for seats', boss, `${people.path}/seat-requests/new`),
    at('seat requests', admin, `${path}/seat-requests`),
    ...(await importStops(confirmed, owner)),
    at('outbox', admin, '/outbox'),
    at('mail', admin, `/outbox/${mail.id}`),
    at('not there', guest, '/nowhere'),
    at('not allowed', serviceUser, `${path}/settings`),
  ];
}
