import type { Vault } from '../items/vault.js';
import { PASSWORD, type Person } from '../support/people.js';

/** Presses *Export* on the page. @returns the file, or the page where it is refused */
export async function exports(who: Person, { client }: Vault, format: string, filePassword = ''): Promise<string> {
  await who.visit(`${client.path}/export`);
  if (who.page.heading === 'Type your master password') await who.submit('Continue', { unlockPassword: PASSWORD });
  await who.submit(`Export from ${client.name}`, { format, filePassword, filePasswordAgain: filePassword });
  return who.page.html;
}

/** Without the ids, which are each organization's own. */
export const bare = (json: string) => json.replaceAll(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"id"');
