import { Controller, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form } from '../web/form.js';
import { say } from '../web/message.js';
import { Page, page, seeOther } from '../web/page.js';
import { BulkConfirmation } from './bulk-confirmation.service.js';
import { ChosenForm, ConfirmationsForm } from './confirmations.form.js';

/** Several people who accepted, confirmed on one page. */
@Controller('organizations/:orgId/members/confirmations')
export class ConfirmationsController {
  constructor(private readonly confirmation: BulkConfirmation) {}

  @Post('new')
  @May('members.confirm')
  async new(@CurrentClient() current: ClientCurrent, @Form() { ids }: ChosenForm) {
    return page('members/confirmations', table(await this.confirmation.rows(current, ids)));
  }

  /** Where some were not confirmed, the page stays with them. */
  @Post()
  @May('members.confirm')
  @NeedsKeys()
  async create(@CurrentClient() current: Unlocked<ClientCurrent>, @Form() form: ConfirmationsForm) {
    const outcomes = await this.confirmation.confirm(current, form);
    const reasons = new Map(outcomes.map(({ member, refused }) => [member.id, refused]));
    const left = outcomes.filter(({ refused }) => refused).map(({ member }) => member.id);
    const done = outcomes.filter(({ refused }) => !refused);
    const summary = say('{{count}} members are confirmed and can open the vault.', { count: done.length });
    if (left.length === 0) return seeOther(`/organizations/${current.client.id}/members`, summary);
    const rows = await this.confirmation.rows(current, left);
    const again = rows.map((row) => ({ ...row, refused: row.refused ?? reasons.get(row.member.id) }));
    return new Page(
      'members/confirmations',
      { ...table(again), done, summary: done.length > 0 && summary },
      undefined,
      422,
    );
  }
}

type Rows = Awaited<ReturnType<BulkConfirmation['rows']>>;

const table = (rows: Rows) => ({
  waiting: rows.flatMap(({ member, waiting, refused }) => {
    const [first, second] = waiting?.asked.map((position) => position + 1) ?? [];
    return waiting
      ? [{ ...waiting, member, refused, first, second, again: Boolean(member.renewedAt && member.confirmedAt) }]
      : [];
  }),
  refused: rows.filter(({ waiting }) => !waiting),
});
