import { Collector } from '../collector.js';
import { pathsOf } from '../folders.js';
import type { Format } from '../format.js';
import { type Element, readXml } from '../xml.js';

/** Of a link, which several logins may share. */
const LONGEST = 1000;

/** Source: import-formats §4.23. A login's title, link, group and comments stand in the account that names it. */
export const stickyPasswordXml: Format = {
  id: 'stickypasswordxml',
  name: 'Sticky Password (xml)',
  extensions: ['xml'],
  detect: ({ text }) => /<root[\s>]/.test(text) && /<Database[\s>]/.test(text),
  async parse(file) {
    const database = readXml(file, 'root').need('Database');
    const groups = pathsOf(within(database, 'Groups', 'Group').map(group));
    const accounts = new Map(within(database, 'Accounts', 'Account').flatMap(byLogin));
    const found = new Collector();
    for (const [index, login] of within(database, 'Logins', 'Login').entries()) {
      if (!login.attribute('ID')) continue;
      const { account, comments = '' } = accounts.get(login.attribute('ID')) ?? {};
      const draft = found.draft(index + 1);
      draft.username = login.attribute('Name');
      draft.password = login.attribute('Password');
      draft.name = account?.attribute('Name') ?? '';
      draft.uri(account?.attribute('Link').slice(0, LONGEST) ?? '');
      draft.notes = comments;
      draft.in(groups.get(account?.attribute('ParentID') ?? '') ?? '');
      found.add(draft);
    }
    return found.result();
  },
};

const within = (element: Element, list: string, name: string) => element.child(list)?.all(name) ?? [];

const group = (element: Element) => ({
  id: element.attribute('ID'),
  name: element.attribute('Name'),
  parent: element.attribute('ParentID'),
});

/** What an account says of its logins. The first has the comments, so that they are there once. */
interface About {
  account: Element;
  comments: string;
}

const byLogin = (account: Element) =>
  within(account, 'LoginLinks', 'Login').map((link, index): [string, About] => [
    link.attribute('SourceLoginID'),
    { account, comments: index === 0 ? account.attribute('Comments').replaceAll('/n', '\n') : '' },
  ]);
