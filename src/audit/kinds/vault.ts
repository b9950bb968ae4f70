import { type Message, say } from '../../web/message.js';

/** Collections, groups, access and the set-up. */
export const VAULT = {
  'collection.created': say('Created the collection {{target}}'),
  'collection.deleted': say('Deleted the collection {{target}}'),
  'collection.renamed': say('Renamed the collection {{old}} to {{new}}, and {{inside}} that lie in it'),
  'collection.external-id-changed': say(
    'Changed the external ID of the collection {{target}} from “{{old}}” to “{{new}}”',
  ),
  'collection.access-changed': say('Changed the access to the collection {{target}}: {{access}}'),
  'collections.exported': say('Exported the list of collections'),
  'groups.exported': say('Exported the list of groups'),
  'group.created': say('Created the group {{target}}'),
  'group.renamed': say('Renamed the group {{old}} to {{new}}'),
  'group.deleted': say('Deleted the group {{target}}'),
  'group.members-added': say('Put into the group {{target}}: {{names}}'),
  'group.members-removed': say('Took out of the group {{target}}: {{names}}'),
  'organization.rules-changed': say('Changed the settings of collections: {{changes}}'),
  'step.marked': say('Marked a set-up step as not needed: {{target}}'),
  'step.unmarked': say('Marked a set-up step as needed after all: {{target}}'),
} satisfies Record<string, Message>;
