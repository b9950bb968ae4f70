import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { Throttling } from '../accounts/throttling.js';
import type { ClientCurrent } from '../web/current.js';
import { Staging, type Upload } from './staging.service.js';

/** Files as they come in. */
@Injectable()
export class Uploads {
  constructor(
    private readonly staging: Staging,
    private readonly throttling: Throttling,
  ) {}

  /**
   * @returns the import's id
   * @throws Refusal 429 for who has had a hundred passwords of files tried within the hour: each costs a key derivation
   */
  async begin(current: Unlocked<ClientCurrent>, upload: Upload): Promise<string> {
    if (upload.password) await this.throttling.toll(current, 'file password', current.person.id);
    return this.staging.begin(current, upload);
  }
}
