import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { decrypt } from '../keys/enc-string.js';
import { SymmetricKey } from '../keys/symmetric-key.js';
import type { ClientCurrent, Current, PersonCurrent, ProviderCurrent } from '../web/current.js';
import { NotThere } from '../web/refusal.js';

/** Opens the keys of providers and client organizations with a person's keyring. */
@Injectable()
export class OrganizationKeys {
  /** The provider's key, for one of its confirmed members. */
  provider(current: Unlocked<ProviderCurrent>): Promise<SymmetricKey> {
    return this.wrappedTo(current, current.providerMembership.memberId);
  }

  /**
   * The key of the client organization, for handing it to somebody: through the provider's key for a provider member, else
   * through the own membership. Only confirming, the writer of imports and account recovery may call this: on item routes a
   * person's own confirmed membership alone counts (design §3).
   */
  async open(current: Unlocked<ClientCurrent>): Promise<SymmetricKey> {
    if (!current.providerMembership) return this.own(current);
    const [row]: { provider_key: string | null }[] = await current.db.query(
      'SELECT provider_key FROM organizations WHERE id = ? AND provider_id = ?',
      [current.client.id, current.provider?.id],
    );
    if (!row?.provider_key) throw new NotThere();
    return SymmetricKey.from(decrypt(row.provider_key, await this.provider(current as Unlocked<ProviderCurrent>)));
  }

  /** The key of the client organization through the person's own membership alone: the one way to its items (design §3). */
  async own(current: Unlocked<ClientCurrent>): Promise<SymmetricKey> {
    if (!current.membership) throw new NotThere();
    return this.wrappedTo(current, current.membership.memberId);
  }

  /** A key that was handed to this person outside any membership. @throws KeyError when their keys are others since */
  async handed(current: Unlocked<PersonCurrent>, wrappedKey: string): Promise<SymmetricKey> {
    const [{ private_key }]: { private_key: string }[] = await current.db.query(
      'SELECT private_key FROM users WHERE id = ?',
      [current.person.id],
    );
    return current.keyring.open(private_key, wrappedKey);
  }

  private async wrappedTo(current: Unlocked<Current>, memberId: string): Promise<SymmetricKey> {
    const [row]: { wrapped_key: string; private_key: string }[] = await current.db.query(
      `SELECT m.wrapped_key, u.private_key FROM members m JOIN users u ON u.id = m.user_id
       WHERE m.id = ? AND m.status = 'confirmed'`,
      [memberId],
    );
    if (!row) throw new NotThere();
    return current.keyring.open(row.private_key, row.wrapped_key);
  }
}
