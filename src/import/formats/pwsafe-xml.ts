import { Collector, folderPath } from '../collector.js';
import type { Format } from '../format.js';
import { readXml } from '../xml.js';

/** Source: import-formats §4.21. Groups nest by dots, and one character stands for a line's end. */
export const passwordSafeXml: Format = {
  id: 'pwsafexml',
  name: 'Password Safe (xml)',
  extensions: ['xml'],
  detect: ({ text }) => /<passwordsafe[\s>]/.test(text),
  async parse(file) {
    const root = readXml(file, 'passwordsafe');
    const lineEnd = root.attribute('delimiter');
    const found = new Collector();
    for (const [index, entry] of root.all('entry').entries()) {
      const draft = found.draft(index + 1);
      const [name, email] = [entry.textOf('username'), entry.textOf('email')];
      const notes = entry.textOf('notes');
      draft.name = entry.textOf('title');
      draft.username = name.trim() ? name : email;
      draft.password = entry.textOf('password');
      draft.notes = lineEnd ? notes.replaceAll(lineEnd, '\n') : notes;
      draft.uri(entry.textOf('url'));
      draft.in(folderPath(...entry.textOf('group').split('.')));
      if (name.trim() && email.trim()) draft.note(`Email: ${email}`);
      found.add(draft);
    }
    return found.result();
  },
};
