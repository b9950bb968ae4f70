import { Controller, Get, Param } from '@nestjs/common';
import { record } from '../audit/record.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { Optional, readWholeNumber } from '../web/fields.js';
import { Query } from '../web/form.js';
import { pagerLinks } from '../web/list-page.js';
import { Download, page } from '../web/page.js';
import { PLAN_WORDS } from './client-list.js';
import { Statements, totalsOf } from './statements.service.js';

const PAGE = 50;

class StatementQuery {
  @Optional(9) after?: string;
}

/** The statement of seats of a month: what a provider puts on its clients' invoices. */
@Controller('providers/:providerId/statements/:month')
export class StatementsController {
  constructor(private readonly statements: Statements) {}

  @Get()
  @May('seats.read')
  async show(
    @CurrentProvider() current: ProviderCurrent,
    @Param('month') month: string,
    @Query() query: StatementQuery,
  ) {
    const statement = await this.statements.find(current, month);
    const start = readWholeNumber(query.after) ?? 0;
    const { lines } = statement;
    const next = lines.length > start + PAGE ? String(start + PAGE) : undefined;
    const path = `/providers/${current.provider.id}/statements`;
    return page('providers/statement', {
      ...statement,
      ...{ path, month, count: lines.length, totals: totalsOf(lines), open: statement.passed < statement.days },
      rows: lines.slice(start, start + PAGE).map((line) => ({ ...line, planText: PLAN_WORDS[line.plan] })),
      pager: pagerLinks(`${path}/${month}`, query, next),
    });
  }

  @Get('export.csv')
  @May('seats.read')
  async export(@CurrentProvider() current: ProviderCurrent, @Param('month') month: string) {
    const { lines } = await this.statements.find(current, month);
    await record(current, 'statement.exported', current.provider, { month });
    const body = [...this.statements.csv(current, month, lines)].join('');
    return new Download(`seats-${month}.csv`, 'text/csv; charset=utf-8', body);
  }
}
