import { randomUUID } from 'node:crypto';
import { invites, memberAt, worksIn } from '../provider-members/scene.js';
import { anotherAdmin, aServiceUser, type Person, unique } from '../support/people.js';
import type { Provider } from '../support/provider.js';
import type { Stop } from './tour.js';

/** The pages about the people of a provider, in every state. */
export async function providerMemberStops(provider: Provider, serviceUser: Person): Promise<Stop[]> {
  const { admin } = provider;
  const list = `${provider.path}/members`;
  const pathTo = async (person: Person) => `${list}/${(await memberAt(provider, person.email)).id}`;
  const [limited, arne] = [await aServiceUser(provider), await anotherAdmin(provider)];
  const [client] = await provider.hasClients(1);
  await worksIn(provider, limited, [client]);
  const { id } = await memberAt(provider, serviceUser.email);
  const visit = (name: string, path: string): Stop => ({ name, who: admin, visit: () => admin.visit(path) });
  const post = (name: string, noun: string, form: Record<string, string | string[]>): Stop => ({
    ...{ name, who: admin, visit: () => admin.go({ path: `${list}${noun}`, form }) },
  });
  const email = `${unique('ida')}@msp.example`;
  await invites(provider, email);
  const invited = `${list}/${(await memberAt(provider, email)).id}`;
  return [
    visit('provider members', list),
    visit('provider members invited', `${list}?tab=invited`),
    visit('no provider member fits', `${list}?search=nobody`),
    visit('invite provider members', `${list}/new`),
    post('invite provider members refused', '', {
      formId: randomUUID(),
      emails: 'nobody',
      role: 'service-user',
      scope: 'chosen',
    }),
    visit('provider member', await pathTo(limited)),
    visit('provider member, an admin', await pathTo(arne)),
    visit('own provider membership', await pathTo(admin)),
    visit('provider member invited', invited),
    visit('address of a provider member', `${invited}/address`),
    post('provider member removal', '/removals', { ids: [id] }),
    post('provider member restoration refused', '/restorations', { ids: [id] }),
  ];
}
