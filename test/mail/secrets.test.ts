import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MailRoom, TOKEN } from './mail-room.js';
import { PostOffice } from './post-office.js';

describe('the secret of a link', () => {
  let office: PostOffice;
  let room: MailRoom;
  let clientele: ReturnType<MailRoom['process']>;

  const table = async () => JSON.stringify(await room.dataSource.query('SELECT * FROM mails'));
  const tokenOf = async (id: string) => (await room.mail(id)).token;

  beforeAll(async () => {
    [office, room] = await Promise.all([PostOffice.open(), MailRoom.open()]);
    clientele = room.process({ SMTP_URL: office.url });
  });
  afterAll(() => Promise.all([office.close(), room.close()]));
  beforeEach(() => room.dataSource.query('DELETE FROM mails'));

  test('is nowhere readable in the table, and gone once the mail is delivered', async () => {
    const id = await room.send({ to: 'anna@kund.example' });
    expect(await tokenOf(id)).not.toBeNull();
    expect(await table()).not.toContain(TOKEN);
    await clientele.delivery.deliverDue();
    expect(office.to('anna@kund.example')[0].text).toContain(TOKEN);
    expect(await tokenOf(id)).toBeNull();
    expect(await table()).not.toContain(TOKEN);
  });

  test('opens in its own row only', async () => {
    const [one, two] = [await room.send({ to: 'one@kund.example' }), await room.send({ to: 'two@kund.example' })];
    await room.dataSource.query('UPDATE mails SET token = ? WHERE id = ?', [await tokenOf(one), two]);
    await expect(clientele.composer.compose(await room.mail(two))).rejects.toThrow('changed or moved');
  });

  test('stays out of the row when the mail server quotes the link that it dislikes', async () => {
    office.whileTaking = async ({ text }) => {
      throw Object.assign(new Error(`Blocked: ${/http\S+/.exec(text)}`), { responseCode: 554 });
    };
    const id = await room.send({ to: 'spam@kund.example' });
    await clientele.delivery.deliverDue();
    office.whileTaking = async () => {};
    expect((await room.mail(id)).answer).toBe('554 Blocked: http://localhost:3000/invitations/…');
  });

  test('is erased when a queued mail is cancelled', async () => {
    const id = await room.send({ to: 'cancelled@kund.example' });
    await clientele.outbox.cancel(room.current, id);
    expect(await room.mail(id)).toMatchObject({ state: 'cancelled', token: null });
    expect(await clientele.delivery.deliverDue()).toBe(0);
  });

  describe('without a mail server', () => {
    test('stays readable in the Outbox until it is used', async () => {
      const local = room.process({});
      const id = await room.send({ to: 'kept@kund.example' });
      await local.delivery.deliverDue();
      expect(await room.mail(id)).toMatchObject({ state: 'delivered', answer: null, subject: 'Nordic IT invites you' });
      expect((await local.composer.compose(await room.mail(id)))?.text).toContain(TOKEN);
      await local.outbox.cancel(room.current, id);
      expect(await room.mail(id)).toMatchObject({ state: 'delivered', token: null });
      const text = (await local.composer.compose(await room.mail(id)))?.text;
      expect(text).toContain('The link in this mail was used, replaced or has expired.');
      expect(text).not.toContain('http');
    });

    test('is erased there when it expires', async () => {
      const local = room.process({});
      const expiresAt = new Date(room.clock.now().getTime() + 5 * 24 * 3_600_000);
      const id = await room.send({ to: 'days@kund.example', expiresAt });
      await local.delivery.deliverDue();
      room.forward(5 * 24 * 60 - 1);
      await local.delivery.deliverDue();
      expect(await tokenOf(id)).not.toBeNull();
      room.forward(2);
      await local.delivery.deliverDue();
      expect(await room.mail(id)).toMatchObject({ state: 'delivered', token: null, nextAt: null });
    });
  });
});
