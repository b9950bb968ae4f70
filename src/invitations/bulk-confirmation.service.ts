import { Injectable } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import type { ClientCurrent } from '../web/current.js';
import type { Message } from '../web/message.js';
import { Refusal } from '../web/refusal.js';
import { Candidates, type Waiting } from './candidates.js';
import { chosenMembers, type Outcome } from './chosen-members.js';
import type { ConfirmationForm } from './confirmation.form.js';
import type { ConfirmationsForm } from './confirmations.form.js';
import { FingerprintCheck } from './fingerprint-check.js';
import { CHANGED, type Compared, HandOver } from './hand-over.service.js';

/** One of the chosen members: to be asked about, or why that cannot be. */
export interface Row extends Outcome {
  waiting?: Waiting;
}

/** Confirming many users and custom members on one page, each with words of their own. */
@Injectable()
export class BulkConfirmation {
  constructor(
    private readonly words: FingerprintCheck,
    private readonly candidates: Candidates,
    private readonly handOver: HandOver,
  ) {}

  /** The chosen ones as the page shows them. */
  async rows(current: ClientCurrent, ids: string[]): Promise<Row[]> {
    const members = await chosenMembers(current, ids);
    const refused = await this.candidates.whyNot(current, members, { together: true });
    const accounts = await this.candidates.accounts(current, members);
    return members.map((member) => {
      const user = accounts.get(member.userId);
      return user && !refused.has(member.id)
        ? { member, waiting: this.candidates.seen(current, member, user) }
        : { member, refused: refused.get(member.id) };
    });
  }

  /** Compares, and hands the key over to all at once. @returns the outcome of every row */
  async confirm(current: Unlocked<ClientCurrent>, form: ConfirmationsForm): Promise<Outcome[]> {
    const rows = await this.rows(current, form.ids);
    const at = new Map(form.ids.map((id, index) => [id, index]));
    const notCompared = new Set(form.notCompared);
    const ready: Compared[] = [];
    const refused = new Map<string, Message | undefined>();
    for (const { member, waiting, refused: why } of rows) {
      const index = at.get(member.id) as number;
      const typed = {
        ...{ firstWord: form.firstWords[index] ?? '', secondWord: form.secondWords[index] ?? '' },
        ...{ notCompared: notCompared.has(member.id) ? 'yes' : undefined, subject: form.subjects[index] },
      };
      const judged = waiting ? await this.judge(current, waiting, typed) : { refused: why };
      if (!waiting || !judged.comparison) refused.set(member.id, judged.refused);
      else ready.push({ ...waiting, comparison: judged.comparison });
    }
    if (ready.length > 0) {
      for (const [id, why] of await this.handOver.to(current, ready, { together: true })) refused.set(id, why);
    }
    return rows.map(({ member }) => ({ member, refused: refused.get(member.id) }));
  }

  private async judge(
    current: ClientCurrent,
    { user, asked, subject }: Waiting,
    typed: ConfirmationForm,
  ): Promise<{ comparison?: Message; refused?: Message }> {
    if (typed.subject !== subject) return { refused: CHANGED };
    try {
      return { comparison: await this.words.compare(current, typed, user, asked) };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.fields.firstWord };
      throw error;
    }
  }
}
