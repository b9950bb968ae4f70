import type { Format } from '../format.js';
import { table } from '../table.js';

const ANDROID = /^android:\/\/[^@]*@([\w.]+)\/?$/;

/** Chrome and the browsers built on it write one layout (source: import-formats §4.12). */
const browser = (id: string, name: string): Format =>
  table({
    id,
    name,
    needs: ['name', 'url', 'username', 'password'],
    columns: { name: 'name', username: 'username', password: 'password', notes: ['note', 'notes'] },
    refine(draft, row) {
      const url = row.cell('url').trim();
      const [, app] = ANDROID.exec(url) ?? [];
      draft.uri(app ? `androidapp://${app}` : url);
      if (app && !draft.name.trim()) draft.name = app;
    },
  });

export const browsers = [
  browser('chromecsv', 'Chrome (csv)'),
  browser('edgecsv', 'Edge (csv)'),
  browser('bravecsv', 'Brave (csv)'),
  browser('operacsv', 'Opera (csv)'),
  browser('vivaldicsv', 'Vivaldi (csv)'),
];
