import { Injectable } from '@nestjs/common';
import { IsNull, LessThan } from 'typeorm';
import { record } from '../audit/record.js';
import { sealedPlace } from '../database/sealed.js';
import { transaction } from '../database/transaction.js';
import { makeShortCode, plainCharacters } from '../keys/recovery-code.js';
import { SecretBox } from '../keys/seal.js';
import { tokenHash } from '../keys/tokens.js';
import { stepOf } from '../keys/totp.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { refuseField } from '../web/refusal.js';
import { asPerson } from './as-person.js';
import { noting, Throttling } from './throttling.js';
import { TwoStepCode } from './two-step-code.entity.js';
import { User } from './user.entity.js';

const CODES = 10;
const hashOf = (userId: string, code: string) => tokenHash(`${userId} ${plainCharacters(code)}`);

/** Where a sealed seed belongs. */
export const seedPlace = (userId: string): string => sealedPlace('users.two_step_seed', userId);

/** The codes of two-step login: those of the app, of which none works twice, and ten recovery codes, each worth one use. */
@Injectable()
export class TwoStepCodes {
  constructor(
    private readonly box: SecretBox,
    private readonly throttling: Throttling,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Takes a code of the app or a recovery code; it is spent.
   * @param browser what tells apart a browser that signed in to this account before
   * @throws Refusal at `field`, or 429 after too many
   */
  async spend(current: Current, user: User, typed: string, browser?: string, field = 'code'): Promise<void> {
    const note = (kind: 'two-step.failed' | 'two-step.throttled') =>
      record(current, kind, { id: user.id, name: user.email }, {}, { userId: user.id });
    const spent = await noting(
      this.throttling.attempt(current, `two-step ${user.id}`, browser, () => this.try(current, user, typed)),
      () => note('two-step.throttled'),
    );
    if (spent) return;
    await note('two-step.failed');
    throw refuseField(field, say('This code does not count. Type the one that the app shows now; each works once.'));
  }

  /** Ten new ones, to be shown once and then kept hashed. */
  fresh(): string[] {
    return Array.from({ length: CODES }, makeShortCode);
  }

  /** In the caller's transaction: these count, and none that was made before. */
  async replace({ db, now: createdAt }: Current, userId: string, codes: string[]): Promise<void> {
    await db.delete(TwoStepCode, { userId });
    const rows = codes.map((code) => ({ userId, codeHash: hashOf(userId, code), createdAt, usedAt: null }));
    if (rows.length > 0) await db.insert(TwoStepCode, rows);
  }

  left({ db }: Pick<Current, 'db'>, userId: string): Promise<number> {
    return db.countBy(TwoStepCode, { userId, usedAt: IsNull() });
  }

  private async try(current: Current, user: User, typed: string): Promise<true | undefined> {
    const done = (await this.spendOfApp(current, user, typed)) || (await this.spendRecovery(current, user, typed));
    return done || undefined;
  }

  private async spendOfApp({ db, now }: Current, { id, twoStepSeed }: User, typed: string): Promise<boolean> {
    if (!twoStepSeed) return false;
    const step = stepOf(this.box.open(twoStepSeed, seedPlace(id)), typed, now);
    if (step === undefined) return false;
    const { affected } = await db.update(User, { id, twoStepSeed, twoStepLast: LessThan(step) }, { twoStepLast: step });
    return affected === 1;
  }

  private spendRecovery(current: Current, user: User, typed: string): Promise<boolean> {
    return transaction(asPerson(current, user), async (current) => {
      const open = { userId: user.id, codeHash: hashOf(user.id, typed), usedAt: IsNull() };
      const { affected } = await current.db.update(TwoStepCode, open, { usedAt: current.now });
      if (!affected) return false;
      const left = await this.left(current, user.id);
      await record(current, 'two-step-code.used', user, { left }, { userId: user.id });
      await this.outbox.send(current, { letter: 'two-step-code-used', to: user.email, ids: { userId: user.id } });
      return true;
    });
  }
}
