import type { Client } from '../support/client.js';
import { aLogin, hasImport, hasItems } from '../support/items.js';
import type { Person } from '../support/people.js';
import type { Stop } from './tour.js';

/** The pages of importing and exporting, as the client's provider and its owner see them. */
export async function importStops(client: Client, owner: Person): Promise<Stop[]> {
  const { admin } = client.provider;
  const [index, exporting] = [`${client.path}/import`, `${client.path}/export`];
  const imported = `${index}/${await hasImport(client)}`;
  const [damaged] = await hasItems(client, [aLogin('Damaged')]);
  const broken = "UPDATE items SET body = JSON_REPLACE(body, '$.notes', 'x') WHERE id = ?";
  await client.provider.world.db.query(broken, [damaged]);
  const at = (name: string, who: Person, address: string) => ({ name, who, visit: () => who.visit(address) });
  const sent = (name: string, address: string, button: string, values = {}) => ({
    ...{ name, who: owner, visit: () => owner.visit(address).then(() => owner.submit(button, values)) },
  });
  return [
    at('import for the provider', admin, index),
    at('import for the owner', owner, index),
    sent('import refused', index, 'Read the file'),
    at('an import', owner, imported),
    at('undo of an import', owner, `${imported}/undoing`),
    at('export', owner, exporting),
    sent('export refused', exporting, `Export from ${client.name}`),
    sent('export without a damaged item', exporting, `Export from ${client.name}`, { format: 'json' }),
    at('a damaged item', owner, `${client.path}/items/${damaged}`),
  ];
}
