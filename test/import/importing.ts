import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from '../support/browser.js';
import type { Page } from '../support/page.js';

const BOUNDARY = 'a-boundary-of-tests';

export interface Wishes {
  format?: string;
  filePassword?: string;
  collectionId?: string;
  pasted?: string;
  _token?: string;
}

/** A client organization. */
export interface Place {
  path: string;
  name: string;
}

/** Chooses a file on the page *Import data* and presses *Read the file*. */
export async function reads(who: Browser, client: Place, file: string | Buffer, wishes: Wishes = {}): Promise<Page> {
  await who.visit(`${client.path}/import`);
  const form = who.page.root.all('form').find((one) => one.attribute('action') === `${client.path}/import`);
  const hidden = (name: string) =>
    form
      ?.all('input')
      .find((one) => one.attribute('name') === name)
      ?.attribute('value');
  const fields = {
    formId: hidden('formId') ?? '',
    _token: hidden('_token') ?? '',
    format: '',
    filePassword: '',
    collectionId: '',
    ...wishes,
  };
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  const head = Buffer.from(
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${file.length > 0 ? 'export.csv' : ''}"\r\ncontent-type: text/csv\r\n\r\n`,
  );
  const body = Buffer.concat([...parts, head, Buffer.from(file), Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  return who.go({ method: 'POST', path: `${client.path}/import`, body, headers });
}

/** Reads a file, and waits until all of it is encrypted. @returns the import's id */
export async function prepares(
  who: Browser,
  client: Place,
  file: string | Buffer,
  wishes: Wishes = {},
): Promise<string> {
  await reads(who, client, file, wishes);
  if (who.page.errors.length > 0) throw new Error(who.page.errors.join(' '));
  await isEncrypted(who);
  return who.page.path.split('/').pop() as string;
}

/** Stays on the page of an import until all of it is encrypted. */
export async function isEncrypted(who: Browser): Promise<void> {
  const { path } = who.page;
  while (who.page.text.includes('are encrypted')) {
    await pause(50);
    await who.visit(path);
  }
}

/** Brings a file in, as it is. @returns the import's id */
export async function imports(
  who: Browser,
  client: Place,
  file: string | Buffer,
  choices: Record<string, string> = {},
): Promise<string> {
  const id = await prepares(who, client, file);
  await who.submit(`Import into ${client.name}`, choices);
  if (who.page.errors.length > 0) throw new Error(who.page.errors.join(' '));
  return id;
}

export const LASTPASS = `url,username,password,totp,extra,name,grouping,fav
https://bank.example,eva,kor-allra-hemligast,,hemlig anteckning,Bank & Post <b>,Ekonomi\\Löner,0
https://post.example,kund,brev-pa-posten-7,,,Posten,Ekonomi,0
http://sn,,,,en not med hemlighet,Kod till larmet,,0
`;
