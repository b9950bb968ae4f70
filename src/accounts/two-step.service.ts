import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { record } from '../audit/record.js';
import type { EventKind } from '../audit/sentences.js';
import { transaction } from '../database/transaction.js';
import { SecretBox } from '../keys/seal.js';
import { stepOf } from '../keys/totp.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current, PersonCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { refuse, refuseField } from '../web/refusal.js';
import { Sessions } from './sessions.service.js';
import { seedPlace, TwoStepCodes } from './two-step-codes.service.js';
import { User } from './user.entity.js';

const OFF = { twoStepSeed: null, twoStepLast: null, twoStepAt: null };

/** Two-step login of one's own account: set up, moved to another app, given new recovery codes, switched off. */
@Injectable()
export class TwoStep {
  constructor(
    private readonly box: SecretBox,
    private readonly codes: TwoStepCodes,
    private readonly sessions: Sessions,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Counts from now on: the app has shown a code of this seed. All other sessions end, since they began without one.
   * @param presentCode of the app that was used until now, or a recovery code
   * @returns recovery codes to be shown once; none where the account had two-step login before
   */
  async setUp(current: PersonCurrent, seed: string, code: string, presentCode: string): Promise<string[]> {
    const twoStepLast = stepOf(seed, code, current.now);
    if (twoStepLast === undefined) {
      throw refuseField(
        'code',
        say('The app shows another code now. Check that its clock is right, and type the newest.'),
      );
    }
    const user = await this.mine(current);
    const { id, twoStepSeed } = user;
    if (twoStepSeed) await this.codes.spend(current, user, presentCode, current.session.id, 'presentCode');
    const fresh = twoStepSeed ? [] : this.codes.fresh();
    const twoStepAt = user.twoStepAt ?? current.now;
    const changes = { twoStepSeed: this.box.seal(seed, seedPlace(id)), twoStepLast, twoStepAt };
    if (twoStepSeed) await this.change(current, user, 'two-step.moved', changes);
    else await this.change(current, user, 'two-step.set-up', changes, fresh);
    return fresh;
  }

  /** @returns ten new recovery codes; the ones before are worth nothing */
  async renewCodes(current: PersonCurrent, code: string): Promise<string[]> {
    const user = await this.having(current);
    await this.codes.spend(current, user, code, current.session.id);
    const fresh = this.codes.fresh();
    await transaction(current, async (current) => {
      await this.codes.replace(current, user.id, fresh);
      await record(current, 'two-step-codes.made', user, {}, { userId: user.id });
      await this.outbox.send(current, { letter: 'two-step-codes-made', to: user.email, ids: { userId: user.id } });
    });
    return fresh;
  }

  /** @throws Refusal where a provider requires it of its members */
  async switchOff(current: PersonCurrent, code: string): Promise<void> {
    const requiring = current.person.providers.find(({ provider }) => provider.requiresTwoStep);
    if (requiring) {
      throw refuse(say('{{name}} requires two-step login of its members.', { name: requiring.provider.name }));
    }
    const user = await this.having(current);
    await this.codes.spend(current, user, code, current.session.id);
    await this.change(current, user, 'two-step.switched-off', OFF, []);
  }

  /** For the operator, whom somebody asks who has lost phone and recovery codes. @returns whether there was anything to do */
  async reset(current: Current, email: string): Promise<boolean> {
    const user = await current.db.findOneBy(User, { email });
    if (!user?.twoStepSeed) return false;
    await this.change(current, user, 'two-step.switched-off', OFF, []);
    return true;
  }

  mine({ db, person }: PersonCurrent): Promise<User> {
    return db.findOneByOrFail(User, { id: person.id });
  }

  private async having(current: PersonCurrent): Promise<User> {
    const user = await this.mine(current);
    if (!user.twoStepSeed) throw refuse(say('Two-step login is off.'));
    return user;
  }

  /** Of two changes at once, one is made: each starts from the seed that was there. */
  private change(
    current: Current,
    { id, name, email, twoStepSeed }: User,
    kind: EventKind & `two-step.${string}`,
    changes: Partial<User>,
    codes?: string[],
  ): Promise<void> {
    return transaction(current, async (current) => {
      const { affected } = await current.db.update(User, { id, twoStepSeed: twoStepSeed ?? IsNull() }, changes);
      if (!affected) throw refuse(say('Two-step login was changed elsewhere a moment ago. Nothing was changed here.'));
      if (codes) await this.codes.replace(current, id, codes);
      await this.sessions.endAll(current, id, current.session?.id);
      await record(current, kind, { id, name }, {}, { userId: id });
      await this.outbox.send(current, { letter: kind.replace('.', '-'), to: email, ids: { userId: id } });
    });
  }
}
