import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { MemberUpload } from '../../src/members/upload.entity.js';
import { UploadMails } from '../../src/members/upload-mails.js';
import type { Browser } from '../support/browser.js';
import type { Client } from '../support/client.js';
import { Page } from '../support/page.js';
import type { World } from '../support/world.js';

const BOUNDARY = 'between-the-parts';

/** Chooses a CSV file on the page for it and sends the form, as a browser does (RFC 7578). */
export async function uploads(who: Browser, client: Client, csv: string | Buffer, formId: string = randomUUID()) {
  const part = (head: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n`;
  const body = Buffer.concat([
    Buffer.from(`${part('name="formId"')}\r\n${formId}\r\n`),
    Buffer.from(`${part('name="file"; filename="people.csv"')}Content-Type: text/csv\r\n\r\n`),
    Buffer.from(csv),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
  const path = `${client.path}/members/uploads`;
  const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  const answer = await who.send({ method: 'POST', path, body, headers });
  if (answer.status === 303) await who.visit(answer.headers.location as string);
  else who.page = new Page(path, answer);
  return answer;
}

/** What the schedule does every few seconds. */
export const mailsGoOut = (world: World): Promise<void> => world.get(UploadMails).run();

/** A file whose people were all invited. */
export async function anUpload(world: World, { id: organizationId }: Client): Promise<string> {
  const id = uuid();
  const head = { id, organizationId, fileName: 'people.csv', total: 2, done: 2, starterName: 'Eva', capacity: 'owner' };
  const at = world.clock.now();
  await world.db.insert(MemberUpload, { ...head, state: 'finished', startedAt: at, finishedAt: at } as never);
  return id;
}
