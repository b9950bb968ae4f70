import type { Browser } from '../support/browser.js';
import type { Page } from '../support/page.js';
import { aProvider, aServiceUser } from '../support/people.js';
import type { World } from '../support/world.js';

type Visit = [name: string, visit: () => Promise<Page>];

/** Every page that the portal has, each as somebody sees it who has work to do there; the first one may be a form refused. */
export async function tour(world: World): Promise<Visit[]> {
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
  const guest = world.browser();
  const token = await invited.invitation();
  await world.deliverMail();
  const [mail]: { id: string }[] = await world.db.query('SELECT id FROM mails WHERE provider_id = ? LIMIT 1', [
    provider.id,
  ]);
  const at = (who: Browser, address: string) => () => who.visit(address);
  const sent =
    (who: Browser, address: string, button: string, values = {}) =>
    async () => {
      await who.visit(address);
      return who.submit(button, values);
    };
  return [
    ['sign in', at(guest, '/sign-in')],
    ['sign in refused', sent(guest, '/sign-in', 'Sign in', { email: 'x@y.example', password: 'wrong' })],
    ['invitation', at(guest, token)],
    ['invitation refused', sent(guest, token, 'Accept the invitation')],
    ['fingerprint phrase', at(waiting, '/invitation/accepted')],
    ['clients', at(admin, `${path}/clients`)],
    ['no clients', at(empty, '/')],
    ['clients not found', at(admin, `${path}/clients?search=nobody`)],
    ['clients of a service user', at(serviceUser, '/')],
    ['new client', at(admin, `${path}/clients/new`)],
    ['new client previewed', at(admin, `${path}/clients/new?plan=teams&seats=20`)],
    ['new client refused', sent(admin, `${path}/clients/new`, 'Add organization')],
    ['manage client', at(admin, `${invited.managed}/edit`)],
    ['seats', at(admin, `${path}/seats`)],
    ['settings', at(admin, `${path}/settings`)],
    ['settings refused', sent(admin, `${path}/settings`, 'Save', { name: '' })],
    ['recovery code', at(admin, `${path}/recovery-code`)],
    ['overview, owner invited', at(admin, invited.path)],
    ['overview, owner accepted', at(admin, accepted.path)],
    ['overview for the owner', at(owner, confirmed.path)],
    ['address', at(admin, await invited.ownerPath('address'))],
    ['confirmation', at(admin, await accepted.ownerPath('confirmation'))],
    ['vault for the provider', at(admin, `${confirmed.path}/vault`)],
    ['vault for the owner', at(owner, `${confirmed.path}/vault`)],
    ['your provider', at(owner, `${confirmed.path}/provider`)],
    ['new collection', at(admin, `${confirmed.path}/collections/new`)],
    ['collections deleted', sent(owner, `${confirmed.path}/vault`, 'Delete', { ids: true })],
    ['outbox', at(admin, '/outbox')],
    ['mail', at(admin, `/outbox/${mail.id}`)],
    ['not there', at(guest, '/nowhere')],
    ['not allowed', at(serviceUser, `${path}/settings`)],
  ];
}
