import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { record } from '../audit/record.js';
import { OrganizationKeys } from '../client-orgs/organization-keys.js';
import { transaction } from '../database/transaction.js';
import { encrypt } from '../keys/enc-string.js';
import { makeRecoveryCode, readRecoveryCode, recoveryKey } from '../keys/recovery-code.js';
import type { ProviderCurrent } from '../web/current.js';
import { Provider } from './provider.entity.js';

/** The code that opens the provider's key when nobody can sign in any more. */
@Injectable()
export class RecoveryCodes {
  constructor(private readonly keys: OrganizationKeys) {}

  /** @returns a new code, kept nowhere; the one before it dies */
  async make(current: Unlocked<ProviderCurrent>): Promise<string> {
    const key = await this.keys.provider(current);
    const code = makeRecoveryCode();
    const wrapped = encrypt(key.bytes, recoveryKey(readRecoveryCode(code)));
    await transaction(current, async (current) => {
      await current.db.update(Provider, { id: current.provider.id }, { recoveryKey: wrapped });
      await record(current, 'recovery-code.made', current.provider);
    });
    return code;
  }
}
