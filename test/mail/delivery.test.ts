import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { say } from '../../src/web/message.js';
import { LETTER, MailRoom, TOKEN } from './mail-room.js';
import { PostOffice } from './post-office.js';

describe('delivery', () => {
  let office: PostOffice;
  let room: MailRoom;
  let clientele: ReturnType<MailRoom['process']>;

  beforeAll(async () => {
    [office, room] = await Promise.all([PostOffice.open(), MailRoom.open()]);
    clientele = room.process({ SMTP_URL: office.url, MAIL_FROM: 'Portalen <portal@msp.example>' });
  });
  afterAll(() => Promise.all([office.close(), room.close()]));
  beforeEach(() => {
    room.letter = LETTER;
    room.heard.length = 0;
  });

  test('a mail goes out as text and HTML in the language and zone of its reader, with its link', async () => {
    const day = new Date('2026-05-17T22:30:00Z');
    const paragraphs = [say('{{count}} · {{day}}', { count: 1, day: { day } })];
    room.letter = { ...LETTER, reader: { locale: 'sv', timeZone: 'Europe/Stockholm' }, paragraphs };
    const id = await room.send({ to: 'anna@kund.example' });
    await clientele.delivery.deliverDue();

    const [mail] = office.to('anna@kund.example');
    for (const part of [mail.text, mail.html]) {
      expect(part).toContain('18 maj 2026');
      expect(part).toContain(`http://localhost:3000/invitations/${TOKEN}`);
    }
    expect(mail.html).toContain('<html lang="sv">');
    expect(mail.headers).toMatchObject({
      subject: 'Nordic IT invites you',
      from: 'Portalen <portal@msp.example>',
      to: 'anna@kund.example',
      'auto-submitted': 'auto-generated',
      'content-language': 'sv',
      'message-id': `<${id}@localhost>`,
    });
    expect(await room.mail(id)).toMatchObject({
      state: 'delivered',
      answer: '250 OK queued as 1',
      attempts: 0,
      nextAt: null,
    });
    expect(room.heard).toEqual(['delivered anna@kund.example']);
  });

  test('a letter may show another sender and where to answer; the address of this server stays', async () => {
    room.letter = { ...LETTER, fromName: 'Åsa på Nordic IT', replyTo: 'asa@nordic.example' };
    await room.send({ to: 'reply@kund.example' });
    await clientele.delivery.deliverDue();
    const [{ headers, from }] = office.to('reply@kund.example');
    expect(headers.from).toBe('Åsa på Nordic IT <portal@msp.example>');
    expect(headers['reply-to']).toBe('asa@nordic.example');
    expect(from).toBe('portal@msp.example');
  });

  test('a mail that is refused for good keeps the words of the server, and its module is told', async () => {
    office.answers('nobody@kund.example', 550, 'No such person here', 9);
    const id = await room.send({ to: 'nobody@kund.example' });
    await clientele.delivery.deliverDue();
    const { state, answer, token, endedAt } = await room.mail(id);
    expect({ state, answer, token }).toEqual({ state: 'refused', answer: '550 No such person here', token: null });
    expect(endedAt).not.toBeNull();
    expect(room.heard).toEqual(['refused nobody@kund.example']);
    room.forward(120);
    expect(await clientele.delivery.deliverDue()).toBe(0);
  });

  test('a temporary failure is tried again after one minute, then two, under the same Message-ID', async () => {
    office.answers('grey@kund.example', 451, 'Come back later', 2);
    const id = await room.send({ to: 'grey@kund.example' });
    const waits: number[] = [];
    for (const minutes of [0, 1.01, 2.01]) {
      room.forward(minutes);
      const now = room.clock.now().getTime();
      await clientele.delivery.deliverDue();
      const { nextAt, answer } = await room.mail(id);
      if (nextAt) waits.push(Math.round((nextAt.getTime() - now) / 60_000));
      if (nextAt) expect(answer).toBe('451 Come back later');
    }
    expect(waits).toEqual([1, 2]);
    expect(await room.mail(id)).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(office.to('grey@kund.example').map(({ headers }) => headers['message-id'])).toEqual([`<${id}@localhost>`]);
  });

  test('a connection that breaks while the mail is taken leads to a second mail with the same Message-ID at worst', async () => {
    let times = 0;
    office.whileTaking = async (mail) => {
      if (mail.to !== 'twice@kund.example' || ++times > 1) return;
      office.received.push(mail);
      throw Object.assign(new Error('Lost my notes'), { responseCode: 451 });
    };
    await room.send({ to: 'twice@kund.example' });
    await clientele.delivery.deliverDue();
    room.forward(2);
    await clientele.delivery.deliverDue();
    const ids = office.to('twice@kund.example').map(({ headers }) => headers['message-id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('after two days of trying a mail is given up, with what was said last', async () => {
    office.answers('full@kund.example', 452, 'Mailbox full', 99);
    const id = await room.send({ to: 'full@kund.example' });
    const began = room.clock.now().getTime();
    for (let tries = 0; (await room.mail(id)).state === 'queued' && tries < 99; tries++) {
      await clientele.delivery.deliverDue();
      const { nextAt } = await room.mail(id);
      if (nextAt) room.forward((nextAt.getTime() - room.clock.now().getTime()) / 60_000 + 0.01);
    }
    expect(await room.mail(id)).toMatchObject({ state: 'refused', answer: '452 Mailbox full', token: null });
    expect((room.clock.now().getTime() - began) / 3_600_000).toBeCloseTo(48, 0);
  });

  test('a letter that says nothing any more is cancelled instead of sent', async () => {
    room.letter = undefined;
    const id = await room.send({ to: 'gone@kund.example' });
    await clientele.delivery.deliverDue();
    expect(await room.mail(id)).toMatchObject({ state: 'cancelled', token: null });
    expect(office.to('gone@kund.example')).toEqual([]);
    expect(room.heard).toEqual([]);
  });
});
