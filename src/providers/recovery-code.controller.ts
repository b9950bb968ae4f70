import { Controller, Get, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { LinkCookies } from '../accounts/link-cookies.js';
import { NeedsPassword } from '../accounts/unlock.js';
import { lastGroup } from '../keys/recovery-code.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Text } from '../web/fields.js';
import { Form, OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { NeverShownAgain } from '../web/never-shown-again.js';
import { page, seeOther } from '../web/page.js';
import { refuseField } from '../web/refusal.js';
import { RecoveryCodes } from './recovery-codes.service.js';

/** The cookie in which a new code waits, sealed, to be shown and typed back. */
export const RECOVERY_CODE = 'recovery-code';

class ReceiptForm {
  @NeverShownAgain() @Text({ max: 10, required: say('Type the last group of the code.') }) lastGroup: string;
}

@Controller('providers/:providerId/recovery-code')
export class RecoveryCodeController {
  constructor(
    private readonly codes: RecoveryCodes,
    private readonly cookies: LinkCookies,
  ) {}

  @Get()
  @May('provider.update')
  show(@CurrentProvider() current: ProviderCurrent, @Http() http: Exchange) {
    return page('providers/recovery-code', { groups: this.waiting(current, http)?.split('-') });
  }

  /** A new code; the old one opens nothing from then on. */
  @Post()
  @May('provider.update')
  @NeedsPassword()
  async create(@CurrentProvider() current: Unlocked<ProviderCurrent>, @Http() { reply }: Exchange) {
    const { id } = current.provider;
    this.cookies.keep(reply, RECOVERY_CODE, `${id} ${await this.codes.make(current)}`);
    return seeOther(`/providers/${id}/recovery-code`);
  }

  /** The last group typed back shows that the code was written down; then it is shown no more. */
  @Post('receipt')
  @May('provider.update')
  @OnRefusal('show')
  receipt(@CurrentProvider() current: ProviderCurrent, @Form() form: ReceiptForm, @Http() http: Exchange) {
    const code = this.waiting(current, http);
    if (!code || lastGroup(form.lastGroup) !== lastGroup(code)) {
      throw refuseField('lastGroup', say('This is not the last group. Look at what you wrote down.'));
    }
    this.forget(current, http);
    const clients = `/providers/${current.provider.id}/clients`;
    return seeOther(clients, say('The recovery code is kept. Everything is ready.'));
  }

  /** The new code of this provider that has not been typed back yet. */
  private waiting(current: ProviderCurrent, { request }: Exchange): string | undefined {
    return this.codesIn(request).find(([providerId]) => providerId === current.provider.id)?.[1];
  }

  private forget(current: ProviderCurrent, { request, reply }: Exchange): void {
    const others = this.codesIn(request).filter(([providerId]) => providerId !== current.provider.id);
    if (others.length > 0) this.cookies.keep(reply, RECOVERY_CODE, others.flat().join(' '));
    else this.cookies.forget(reply, RECOVERY_CODE);
  }

  /** Somebody who renewed keys may have new codes of several providers. */
  private codesIn(request: Exchange['request']): string[][] {
    const parts = this.cookies.read(request, RECOVERY_CODE)?.split(' ') ?? [];
    return parts.flatMap((part, index) => (index % 2 ? [[parts[index - 1], part]] : []));
  }
}
