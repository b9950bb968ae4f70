import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { transaction } from '../../src/database/transaction.js';
import { MailRoom, TOKEN } from './mail-room.js';
import { PostOffice } from './post-office.js';

describe('claims', () => {
  let office: PostOffice;
  let room: MailRoom;
  let one: ReturnType<MailRoom['process']>;
  let two: ReturnType<MailRoom['process']>;

  beforeAll(async () => {
    [office, room] = await Promise.all([PostOffice.open(), MailRoom.open()]);
    one = room.process({ SMTP_URL: office.url });
    two = room.process({ SMTP_URL: office.url });
  });
  afterAll(() => Promise.all([office.close(), room.close()]));
  beforeEach(() => {
    office.received.length = 0;
    office.whileTaking = async () => {};
    room.heard.length = 0;
  });

  test('two processes that deliver at the same time send each mail once', async () => {
    const addresses = Array.from({ length: 90 }, (_, index) => `person${index}@kund.example`);
    await Promise.all(addresses.map((to) => room.send({ to })));
    const counts = await Promise.all([one.delivery.deliverDue(), two.delivery.deliverDue()]);
    expect(counts[0] + counts[1]).toBe(90);
    expect(office.received.map(({ to }) => to).sort()).toEqual([...addresses].sort());
    expect(room.heard).toHaveLength(90);
  });

  test('a mail whose process was killed is sent by another once the lease has run out, and not before', async () => {
    const id = await room.send({ to: 'left@kund.example' });
    await one.queue.claim(room.clock.now());
    expect(await two.delivery.deliverDue()).toBe(0);
    room.forward(1.01);
    expect(await two.delivery.deliverDue()).toBe(1);
    expect(office.to('left@kund.example')).toHaveLength(1);
    expect(await room.mail(id)).toMatchObject({ state: 'delivered', claimedBy: null });
  });

  test('a process that comes back after its lease changes nothing any more', async () => {
    const id = await room.send({ to: 'late@kund.example' });
    const [claimed] = await one.queue.claim(room.clock.now());
    room.forward(1.01);
    await two.delivery.deliverDue();
    await one.queue.end(claimed, { state: 'refused', answer: 'too late' }, room.clock.now());
    expect(await room.mail(id)).toMatchObject({ state: 'delivered', answer: '250 OK queued as 1' });
    expect(room.heard).toEqual(['delivered late@kund.example']);
  });

  test('a mail that is cancelled while it is being sent stays cancelled', async () => {
    const id = await room.send({ to: 'changed@kund.example' });
    office.whileTaking = () => one.outbox.cancel(room.current, id);
    await one.delivery.deliverDue();
    expect(await room.mail(id)).toMatchObject({ state: 'cancelled', token: null, nextAt: null });
    expect(room.heard).toEqual([]);
  });

  test('a transaction that fails sends nothing', async () => {
    const failing = transaction(room.current, async (current) => {
      await one.outbox.send(current, { letter: 'letter', to: 'never@kund.example', ids: {}, token: TOKEN });
      throw new Error('seats ran out');
    });
    await expect(failing).rejects.toThrow('seats ran out');
    expect(await one.delivery.deliverDue()).toBe(0);
  });

  test('a mail for later waits, and one that has expired meanwhile is not sent', async () => {
    const now = room.clock.now().getTime();
    await room.send({ to: 'later@kund.example', notBefore: new Date(now + 3_600_000) });
    const id = await room.send({ to: 'short@kund.example', expiresAt: new Date(now + 90_000) });
    office.answers('short@kund.example', 451, 'Not now', 9);
    await one.delivery.deliverDue();
    room.forward(1.01);
    await one.delivery.deliverDue();
    expect((await room.mail(id)).nextAt).toEqual(new Date(now + 90_000));
    room.forward(0.5);
    await one.delivery.deliverDue();
    expect(await room.mail(id)).toMatchObject({ state: 'expired', token: null, answer: '451 Not now' });
    expect(room.heard).toEqual(['expired short@kund.example']);
    room.forward(60);
    await one.delivery.deliverDue();
    expect(office.received.map(({ to }) => to)).toEqual(['later@kund.example']);
  });

  test('a listener that fails leaves the mail as it was, to be settled again', async () => {
    room.letters.add('other', async () => room.letter, {
      delivered: async () => {
        if (room.heard.push('tried') === 1) throw new Error('a deadlock too many');
      },
    });
    const id = await room.send({ letter: 'other', to: 'again@kund.example' });
    await one.delivery.deliverDue();
    expect((await room.mail(id)).state).toBe('queued');
    room.forward(1.01);
    await one.delivery.deliverDue();
    expect((await room.mail(id)).state).toBe('delivered');
  });

  test('a running server sends what is committed within seconds, and when it is stopped ends what it has begun', async () => {
    const { delivery } = room.process({ SMTP_URL: office.url });
    const taking = new Promise<void>((resolve) => {
      office.whileTaking = async () => {
        resolve();
        await sleep(300);
      };
    });
    delivery.onApplicationBootstrap();
    const id = await room.send({ to: 'soon@kund.example' });
    await taking;
    await delivery.beforeApplicationShutdown();
    expect((await room.mail(id)).state).toBe('delivered');
  });
});
