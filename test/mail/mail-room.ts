import { randomBytes, randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { createConnection } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { type Config, readConfig } from '../../src/config.js';
import { openDataSource } from '../../src/database/data-source.js';
import { migrate } from '../../src/database/migrate.js';
import { ENTITIES } from '../../src/entities.js';
import { SecretBox } from '../../src/keys/seal.js';
import { Composer } from '../../src/mail/composer.js';
import { Delivery } from '../../src/mail/delivery.service.js';
import { type Letter, Letters } from '../../src/mail/letters.js';
import { Mail } from '../../src/mail/mail.entity.js';
import { Mailbox } from '../../src/mail/mailbox.js';
import { type NewMail, Outbox } from '../../src/mail/outbox.service.js';
import { MailQueue } from '../../src/mail/queue.js';
import { Clock } from '../../src/web/clock.js';
import { say } from '../../src/web/message.js';

const secretKeys = [randomBytes(32).toString('base64')];
export const TOKEN = 'k3-the_secret-of-the-link-k3-the_secret-of-t';
export const LETTER: Letter = {
  reader: { locale: 'en', timeZone: 'Europe/Stockholm' },
  subject: say('{{name}} invites you', { name: 'Nordic IT' }),
  paragraphs: [say('Come and see.')],
  action: { label: say('Open the invitation'), path: '/invitations/:token' },
};

/** A database of its own with the mail services of one or more processes on it, for one test file. */
export class MailRoom {
  readonly clock = new Clock();
  readonly letters = new Letters();
  readonly heard: string[] = [];
  private readonly deliveries: Delivery[] = [];
  letter: Letter | undefined = LETTER;

  private constructor(readonly dataSource: DataSource) {
    Logger.overrideLogger(false);
    const hear = async (_db: unknown, mail: Mail) => void this.heard.push(`${mail.state} ${mail.address}`);
    this.letters.add('letter', async () => this.letter, { delivered: hear, refused: hear, expired: hear });
  }

  static async open(): Promise<MailRoom> {
    return new MailRoom(await freshDatabase());
  }

  async close(): Promise<void> {
    await Promise.all(this.deliveries.map((delivery) => delivery.beforeApplicationShutdown()));
    await dropDatabase(this.dataSource);
  }

  /** The services of one process. */
  process(env: NodeJS.ProcessEnv) {
    const config: Config = readConfig({ DATABASE_URL: 'mysql://unused', SECRET_KEYS: secretKeys.join(), ...env });
    const box = new SecretBox(config.secretKeys);
    const queue = new MailQueue(this.dataSource, this.letters);
    const composer = new Composer(config, this.dataSource, this.letters, box);
    const delivery = new Delivery(config, queue, composer, this.clock);
    this.deliveries.push(delivery);
    return {
      config,
      queue,
      composer,
      delivery,
      mailbox: new Mailbox(config, box, composer),
      outbox: new Outbox(box, this.letters),
    };
  }

  /** As the services' callers have it. */
  get current() {
    return { db: this.dataSource.manager, now: this.clock.now() };
  }

  send(mail: Partial<NewMail> & { to: string }): Promise<string> {
    const { outbox } = this.process({});
    return outbox.send(this.current, { letter: 'letter', ids: {}, token: TOKEN, ...mail });
  }

  mail(id: string): Promise<Mail> {
    return this.dataSource.manager.findOneByOrFail(Mail, { id });
  }

  forward(minutes: number): void {
    this.clock.forward(minutes * 60_000);
  }
}

/** A database of its own for one test file, with the migrations run. */
export async function freshDatabase(): Promise<DataSource> {
  const dataSource = await emptyDatabase();
  await migrate(dataSource);
  return dataSource;
}

/** A database without a table. */
export async function emptyDatabase(): Promise<DataSource> {
  const url = new URL(process.env.TEST_DATABASE_URL as string);
  url.pathname = `mail_${randomUUID().slice(0, 8)}`;
  await onServer(`CREATE DATABASE ${url.pathname.slice(1)} CHARACTER SET utf8mb4`);
  return openDataSource(url.href, ENTITIES);
}

export async function dropDatabase(dataSource: DataSource): Promise<void> {
  const { database } = dataSource.options;
  await dataSource.destroy();
  await onServer(`DROP DATABASE ${database}`);
}

async function onServer(sql: string): Promise<void> {
  const url = new URL(process.env.TEST_DATABASE_URL as string);
  const socketPath = url.searchParams.get('socketPath') ?? undefined;
  const { hostname: host, port, username: user, password } = url;
  const connection = await createConnection({ host, port: Number(port) || undefined, user, password, socketPath });
  await connection.query(sql);
  await connection.end();
}
