import { say } from '../../web/message.js';
import { Collector } from '../collector.js';
import type { Format } from '../format.js';
import { eachItem, need, readJson } from '../json.js';
import { UnreadableFile } from '../unreadable.js';

/** Source: import-formats §4.24. */
export const passkyJson: Format = {
  id: 'passkyjson',
  name: 'Passky (json)',
  extensions: ['json'],
  detect: ({ text }) => /"passwords"\s*:\s*\[/.test(text) && /"encrypted"\s*:/.test(text),
  async parse(file) {
    const json = readJson(file);
    if (json.at('encrypted').isTrue) {
      throw new UnreadableFile(say('This backup is encrypted. Make one that is not, and choose that.'));
    }
    const found = new Collector();
    eachItem(need(json.at('passwords'), 'list', passkyJson.name), found, (item, row) => {
      const draft = found.draft(row);
      draft.name = item.at('website').text;
      draft.uri(draft.name);
      draft.username = item.at('username').text;
      draft.password = item.at('password').text;
      draft.notes = item.at('message').text;
      found.add(draft);
    });
    return found.result();
  },
};
