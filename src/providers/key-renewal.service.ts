import { Injectable } from '@nestjs/common';
import { asPerson } from '../accounts/as-person.js';
import { type OpenPasswordLink, PasswordLinks } from '../accounts/password-links.service.js';
import { Passwords } from '../accounts/passwords.js';
import { Sessions } from '../accounts/sessions.service.js';
import { Throttling } from '../accounts/throttling.js';
import { TwoStepCodes } from '../accounts/two-step-codes.service.js';
import { User } from '../accounts/user.entity.js';
import { record } from '../audit/record.js';
import { transaction } from '../database/transaction.js';
import { WaitingPeople } from '../invitations/waiting-people.js';
import { Outbox } from '../mail/outbox.service.js';
import type { Current } from '../web/current.js';
import { say } from '../web/message.js';
import { refuseField } from '../web/refusal.js';
import { type KeyPlace, KeyPlaces, type SolePlace } from './key-places.service.js';
import { type OpenedProvider, RecoveryCodes } from './recovery-codes.service.js';

/** An opened link, and what setting a new master password with it means for the person. */
interface Renewal extends OpenPasswordLink {
  places: KeyPlace[];
  /** Providers whose only confirmed admin this is: their recovery codes are needed too. */
  sole: SolePlace[];
}

interface Renewed {
  /** To be shown once, by provider. */
  recoveryCodes: [providerId: string, code: string][];
  /** Whether the person waits somewhere to be confirmed again. */
  waits: boolean;
}

/** What somebody types who renews. */
interface Typed {
  password: string;
  /** Where the person is a provider's only confirmed admin; of several, one after the other. */
  recoveryCode: string;
  /** Of two-step login, where the account has it. */
  code: string;
}

/** A forgotten master password: a new one, with new keys. The old keys are lost, so that others have to hand theirs over again. */
@Injectable()
export class KeyRenewal {
  constructor(
    private readonly links: PasswordLinks,
    private readonly keyPlaces: KeyPlaces,
    private readonly codes: RecoveryCodes,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly throttling: Throttling,
    private readonly twoStep: TwoStepCodes,
    private readonly waiting: WaitingPeople,
    private readonly outbox: Outbox,
  ) {}

  /** @throws Ended for a dead link, saying what to do; NotThere for one that never was */
  async find(current: Current, token?: string): Promise<Renewal> {
    const open = await this.links.find(current, token);
    const places = await this.keyPlaces.of(current, open.user.id);
    return { ...open, places, sole: places.filter((place): place is SolePlace => place.sole) };
  }

  /**
   * Sets the password and makes new keys; all sessions end. All of it or nothing. A mailbox alone is not enough where two-step
   * login guards an account: what new keys close may be lost for good.
   */
  async make(current: Current, renewal: Renewal, { password, recoveryCode, code }: Typed): Promise<Renewed> {
    const { user, places, sole } = renewal;
    this.passwords.check(password, [user.name, user.email, ...places.map(({ name }) => name)]);
    if (user.twoStepSeed && code.trim() === '') throw refuseField('code', say('Type the code.'));
    const opened =
      sole.length > 0 ? await this.open(current, renewal, recoveryCode) : new Map<string, OpenedProvider>();
    if (user.twoStepSeed) await this.twoStep.spend(current, user, code);
    const { keyring: _, ...keys } = await this.passwords.newAccount(password, user.kdfSalt);
    const touched = await transaction(asPerson(current, user), async (current) => {
      await this.links.use(current, renewal);
      await current.db.update(User, { id: user.id }, keys);
      await this.sessions.endAll(current, user.id);
      await record(current, 'keys.renewed', user, {}, { userId: user.id });
      const touched = await this.keyPlaces.renew(current, { ...user, ...keys }, opened);
      await this.tell(current, user, touched, opened);
      return touched;
    });
    return {
      recoveryCodes: [...opened].map(([providerId, { freshCode }]) => [providerId, freshCode]),
      waits: touched.some((place) => isPutBack(place, opened)),
    };
  }

  /** @throws Refusal at the field `recoveryCode` unless every provider's key opens */
  private async open(current: Current, { user, sole }: Renewal, typed: string): Promise<Map<string, OpenedProvider>> {
    if (typed.trim() === '') throw refuseField('recoveryCode', say('Type the recovery code of your provider.'));
    const opened = await this.throttling.attempt(current, `recovery code ${user.id}`, undefined, async () =>
      this.codes.open(sole, typed),
    );
    if (opened) return opened;
    for (const { providerId, name } of sole) {
      const logs = { providerId, userId: user.id };
      await record(asPerson(current, user), 'recovery-code.refused', { id: providerId, name }, {}, logs);
    }
    throw refuseField('recoveryCode', say('This is not the recovery code. Nothing was changed; look at your paper.'));
  }

  /** The person; everybody of each provider concerned; and those who can confirm. */
  private async tell(
    current: Current,
    user: User,
    touched: KeyPlace[],
    opened: Map<string, OpenedProvider>,
  ): Promise<void> {
    await this.outbox.send(current, { letter: 'keys-renewed', to: user.email, ids: { userId: user.id } });
    for (const providerId of new Set(touched.flatMap(({ providerId }) => providerId ?? []))) {
      const members: { id: string; email: string }[] = await current.db.query(
        `SELECT u.id, u.email FROM members m JOIN users u ON u.id = m.user_id
         WHERE m.provider_id = ? AND m.status = 'confirmed' AND u.id <> ? ORDER BY m.id`,
        [providerId, user.id],
      );
      for (const { id, email } of members) {
        const ids = { providerId, renewedId: user.id, userId: id, code: opened.has(providerId) ? 'used' : '' };
        await this.outbox.send(current, { letter: 'member-keys-renewed', to: email, ids, providerId });
      }
    }
    for (const place of touched) if (isPutBack(place, opened)) await this.waiting.announce(current, place);
  }
}

const isPutBack = ({ organizationId, providerId }: KeyPlace, opened: Map<string, OpenedProvider>): boolean =>
  organizationId !== null || !opened.has(providerId as string);
