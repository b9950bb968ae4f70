import { type Message, say } from './message.js';
import type { Right } from './right.js';

/** What a member with the role Custom may do, one by one (reference §3.1); Enterprise only. */
export const PERMISSIONS = {
  'access-event-logs': { text: say('Read the event log'), rights: ['events.read'] },
  'import-export': { text: say('Import and export data'), rights: ['items.import', 'items.export'] },
  'access-reports': { text: say('Read reports'), rights: [] },
  'create-collections': { text: say('Create collections'), rights: ['collections.create'] },
  'edit-any-collection': { text: say('Edit any collection and its access'), rights: ['collections.manage'] },
  'delete-any-collection': { text: say('Delete any collection'), rights: ['collections.delete'] },
  'manage-groups': { text: say('Manage groups'), rights: ['groups.manage'] },
  'manage-policies': { text: say('Manage policies'), rights: [] },
  'manage-sso': { text: say('Manage login with SSO'), rights: [] },
  'manage-members': { text: say('Manage members'), rights: ['members.manage', 'members.confirm'] },
  'manage-account-recovery': { text: say('Manage account recovery'), rights: [] },
  'manage-scim': { text: say('Manage directory sync'), rights: [] },
  'manage-access-rules': { text: say('Manage access rules'), rights: [] },
} satisfies Record<string, { text: Message; rights: Right[] }>;

export type Permission = keyof typeof PERMISSIONS;

/** As a member's row keeps them: codes with a blank between. */
export const readPermissions = (text: string): Permission[] =>
  text.split(' ').filter((code): code is Permission => code in PERMISSIONS);
export const writePermissions = (permissions: readonly Permission[]): string => permissions.join(' ');
