import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { sendTest } from '../../src/mail/test-mail.js';
import { MailRoom } from './mail-room.js';
import { PostOffice } from './post-office.js';

const SECRET_KEYS = Buffer.alloc(32, 7).toString('base64');
const configWith = (SMTP_URL?: string) => readConfig({ DATABASE_URL: 'mysql://unused', SECRET_KEYS, SMTP_URL });

describe('the operator’s mail server', () => {
  let office: PostOffice;
  let room: MailRoom;
  beforeAll(async () => {
    const onAuth = (_auth: unknown, _session: unknown, done: (error: Error) => void) =>
      done(new Error('Wrong password'));
    [office, room] = await Promise.all([PostOffice.open({ onAuth }), MailRoom.open()]);
  });
  afterAll(() => Promise.all([office.close(), room.close()]));

  const withPassword = () => office.url.replace('smtp://', 'smtp://clientele:old-password@');

  test.each([
    ['that is down', () => 'smtp://127.0.0.1:1', 'ECONNREFUSED'],
    ['that refuses our sign-in', withPassword, '535 Wrong password'],
  ])('%s costs no mail: it is put off', async (_what, url, answer) => {
    const clientele = room.process({ SMTP_URL: url() });
    const id = await room.send({ to: 'patient@kund.example' });
    await clientele.delivery.deliverDue();
    expect(await room.mail(id)).toMatchObject({ state: 'queued', attempts: 1, answer });
    await room.process({}).outbox.cancel(room.current, id);
  });

  test('that cannot be reached for an address refuses that address', async () => {
    const clientele = room.process({ SMTP_URL: office.url });
    const id = await room.send({ to: 'two>words@kund.example' });
    await clientele.delivery.deliverDue();
    expect(await room.mail(id)).toMatchObject({ state: 'refused' });
  });

  test('takes a test mail', async () => {
    expect(await sendTest(configWith(office.url), 'operator@msp.example')).toMatch(/^250 OK/);
    expect(office.to('operator@msp.example')[0].headers.subject).toBe('A test mail from Clientele');
  });

  test('is quoted when it does not take the test mail', async () => {
    office.answers('nobody@msp.example', 550, 'Relaying denied');
    const refused = sendTest(configWith(office.url), 'nobody@msp.example');
    await expect(refused).rejects.toThrow('The mail server did not take the mail: 550 Relaying denied');
  });

  test('has to be named before a test mail can be sent', async () => {
    await expect(sendTest(configWith(), 'operator@msp.example')).rejects.toThrow('SMTP_URL is missing');
  });
});
