import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Not } from 'typeorm';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { NotThere } from '../web/refusal.js';
import { Keyring } from './keyring.js';
import { Session } from './session.entity.js';
import { SESSION_DAYS, sessionRowId } from './session.store.js';
import type { User } from './user.entity.js';

const DAY = 24 * 3600 * 1000;

/** The browsers in which a person is signed in. */
@Injectable()
export class Sessions {
  /** Renews the session's id, so that one known before sign-in is worth nothing, and seals the keyring under the new one. */
  async open(request: FastifyRequest, user: User, keyring: Keyring): Promise<void> {
    const { now, ip } = request.current as Current;
    await request.session.regenerate();
    const secret = request.session.sessionId;
    request.session.opened = {
      userId: user.id,
      keyring: keyring.sealFor(secret, sessionRowId(secret)),
      createdAt: now,
      seenAt: now,
      passwordAt: now,
      expiresAt: new Date(now.getTime() + SESSION_DAYS * DAY),
      ip,
      agent: (request.headers['user-agent'] ?? '').slice(0, 200),
    };
    await request.session.save();
  }

  keyringOf(request: FastifyRequest): Keyring | undefined {
    const { signedIn, sessionId } = request.session;
    return signedIn?.keyring ? Keyring.unseal(signedIn.keyring, sessionId, sessionRowId(sessionId)) : undefined;
  }

  /** The password was typed again in this session. */
  async unlock(request: FastifyRequest, keyring: Keyring): Promise<void> {
    const { db, now } = request.current as Current;
    const id = sessionRowId(request.session.sessionId);
    const sealed = keyring.sealFor(request.session.sessionId, id);
    await db.update(Session, { id }, { keyring: sealed, passwordAt: now, seenAt: now });
  }

  async signOut(request: FastifyRequest): Promise<void> {
    const current = request.current as PersonCurrent;
    await record(current, 'sign-out.done', current.person, {}, { userId: current.person.id });
    await request.session.destroy();
  }

  list(current: PersonCurrent): Promise<Session[]> {
    const { id: userId } = current.person;
    return current.db.find(Session, { where: { userId }, order: { seenAt: 'DESC', id: 'ASC' } });
  }

  end(current: PersonCurrent, id: string): Promise<void> {
    return transaction(current, async (current) => {
      const { affected } = await current.db.delete(Session, { id, userId: current.person.id });
      if (!affected) throw new NotThere();
      await record(current, 'session.ended', current.person, {}, { userId: current.person.id });
    });
  }

  endOthers(current: PersonCurrent): Promise<void> {
    return transaction(current, async (current) => {
      await current.db.delete(Session, { userId: current.person.id, id: Not(current.session.id) });
      await record(current, 'sessions.ended', current.person, {}, { userId: current.person.id });
    });
  }
}
