import type { Client } from '../support/client.js';
import { hasImport } from '../support/items.js';
import type { Person } from '../support/people.js';
import type { Stop } from './tour.js';

/** The pages of importing and exporting, as the client's provider and its owner see them. */
export async function importStops(client: Client, owner: Person): Promise<Stop[]> {
  const { admin } = client.provider;
  const [index, exporting] = [`${client.path}/import`, `${client.path}/export`];
  const imported = `${index}/${await hasImport(client)}`;
  const at = (name: string, who: Person, address: string) => ({ name, who, visit: () => who.visit(address) });
  const sent = (name: string, address: string, button: string) => ({
    ...{ name, who: owner, visit: () => owner.visit(address).then(() => owner.submit(button)) },
  });
  return [
    at('import for the provider', admin, index),
    at('import for the owner', owner, index),
    sent('import refused', index, 'Read the file'),
    at('an import', owner, imported),
    at('undo of an import', owner, `${imported}/undoing`),
    at('export', owner, exporting),
    sent('export refused', exporting, `Export from ${client.name}`),
  ];
}
