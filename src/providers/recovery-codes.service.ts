import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { transaction } from '../database/transaction.js';
import { decrypt, encrypt } from '../keys/enc-string.js';
import { KeyError } from '../keys/key-error.js';
import { makeRecoveryCode, readRecoveryCode, recoveryKey } from '../keys/recovery-code.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import type { ProviderCurrent } from '../web/current.js';
import { Provider } from './provider.entity.js';
import { ProviderMail } from './provider-mail.js';

/** A provider whose key a recovery code opened, and the code that takes the place of that one. */
export interface OpenedProvider {
  key: SymmetricKey;
  /** As it was found. */
  recoveryKey: string;
  freshCode: string;
  freshRecoveryKey: string;
}

/** The code that opens the provider's key when nobody can sign in any more. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly keys: OrganizationKeys,
    private readonly admins: ProviderMail,
  ) {}

  /** @returns a new code, kept nowhere; the one before it dies, and every admin is mailed */
  async make(current: Unlocked<ProviderCurrent>): Promise<string> {
    const key = await this.keys.provider(current);
    const { freshCode: code, freshRecoveryKey: wrapped } = fresh(key);
    await transaction(current, async (current) => {
      const { id } = current.provider;
      await current.db.update(Provider, { id }, { recoveryKey: wrapped });
      await record(current, 'recovery-code.made', current.provider);
      await this.admins.send(current, id, 'recovery-code-made', { providerId: id, by: current.person.name });
    });
    return code;
  }

  /**
   * Opens the keys of these providers with what somebody typed: their codes, one after the other.
   * @returns undefined unless all of them open
   */
  open(
    providers: { providerId: string; recoveryKey: string | null }[],
    typed: string,
  ): Map<string, OpenedProvider> | undefined {
    const codes = typed.replace(/[\s\p{Pd},;]/gu, '').match(/.{1,32}/gu) ?? [];
    const opened = new Map<string, OpenedProvider>();
    for (const { providerId, recoveryKey } of providers) {
      const key = recoveryKey && codes.map((code) => tryCode(code, recoveryKey)).find((found) => found);
      if (key) opened.set(providerId, { key, recoveryKey, ...fresh(key) });
    }
    return opened.size === providers.length ? opened : undefined;
  }
}

function fresh(key: SymmetricKey): Pick<OpenedProvider, 'freshCode' | 'freshRecoveryKey'> {
  const freshCode = makeRecoveryCode();
  return { freshCode, freshRecoveryKey: encrypt(key.bytes, recoveryKey(readRecoveryCode(freshCode))) };
}

function tryCode(code: string, wrapped: string): SymmetricKey | undefined {
  try {
    return SymmetricKey.from(decrypt(wrapped, recoveryKey(readRecoveryCode(code))));
  } catch (error) {
    if (error instanceof KeyError) return undefined;
    throw error;
  }
}
