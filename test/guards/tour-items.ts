import type { Browser } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { aCard, aLogin, hasItems } from '../support/items.js';
import type { Stop } from './tour.js';

/** The pages of items, for their owner and for a member who is given nothing. */
export async function itemStops(client: Client, owner: Browser): Promise<Stop[]> {
  const collection = { id: await client.hasCollection('Ekonomi <b>') };
  const items = `${client.path}/items`;
  const [login, , trashed] = await hasItems(client, [aLogin(), aCard, aLogin('Old')], [collection]);
  await owner.send({ path: `${items}/trash`, form: { ids: trashed } });
  const viewer = await client.hasMember({ role: 'user' });
  const at = (name: string, who: Browser, address: string) => ({ name, who, visit: () => who.visit(address) });
  const sent = (name: string, address: string, button: string, values = {}) => ({
    name,
    who: owner,
    visit: () => owner.visit(address).then(() => owner.submit(button, values)),
  });
  return [
    at('items', owner, items),
    at('no items', viewer, items),
    at('items not found', owner, `${items}?search=nobody&type=card`),
    at('trash', owner, `${items}?trash=yes`),
    at('no trash', viewer, `${items}?trash=yes`),
    at('item', owner, `${items}/${login}`),
    at('item in the trash', owner, `${items}/${trashed}`),
    sent('secret revealed', `${items}/${login}`, 'Reveal'),
    at('edit item', owner, `${items}/${login}/edit`),
    at('new item', owner, `${items}/new`),
    at('new item, nowhere to put it', viewer, `${items}/new`),
    ...['note', 'card', 'identity', 'ssh-key'].map((type) => at(`new ${type}`, owner, `${items}/new?type=${type}`)),
    sent('new item refused', `${items}/new`, 'Save', { name: '', uris: 'x'.repeat(10_001) }),
    sent('password generated', `${items}/new`, 'Generate'),
    sent('move items', items, 'Move', { ids: true }),
    sent('delete items', `${items}?trash=yes`, 'Delete for good', { ids: true }),
  ];
}
