import { type Message, say } from '../../web/message.js';

/** Vault items, each named by the end of its id: its name is a secret of the organization. */
export const ITEMS = {
  'item.created': say('Created the item {{target}}'),
  'item.copied': say('Duplicated the item {{of}} as {{target}}'),
  'item.updated': say('Edited the item {{target}}'),
  'item.moved': say('Moved the item {{target}} to other collections'),
  'item.trashed': say('Moved the item {{target}} to the trash'),
  'item.restored': say('Restored the item {{target}} from the trash'),
  'item.deleted': say('Deleted the item {{target}} for good'),
  'item.trash-emptied': say('Deleted {{count}} items for good that were in the trash for 30 days'),
  'import.prepared': say('Read a file for importing, {{target}}; items: {{items}}'),
  'import.completed': say('Imported a file, {{target}}; items: {{items}}; new collections: {{collections}}'),
  'import.skipped': say('Skipped {{count}} items of a file that were there already: {{target}}'),
  'import.access-given': say('Gave {{target}} “{{level}}” in {{count}} imported collections'),
  'import.cancelled': say('Gave up an import: {{target}}'),
  'import.undone': say('Undid an import, {{target}}; items: {{items}}; changed since and kept: {{kept}}'),
  'import.file-asked': say('Asked {{target}} to import the file themselves'),
  'items.exported': say('Exported {{count}} items as {{format}}'),
  'items.exported-in-part': say(
    'Exported {{count}} items as {{format}}, without {{missing}} that cannot be opened: {{names}}',
  ),
  'import.replaced': say('Moved {{count}} items to the trash whose place an import took: {{target}}'),
  'import.replaced-restored': say('Brought back {{count}} items whose place an import had taken: {{target}}'),
  'item.secret-revealed': say('Revealed a secret of the item {{target}}: {{part}}'),
} satisfies Record<string, Message>;
