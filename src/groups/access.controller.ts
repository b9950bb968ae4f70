import { Controller, Get, Patch } from '@nestjs/common';
import { LEVELS } from '../collections/levels.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal, Query } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { AccessQuery, MatrixForm, type PostedMatrix, sentOf } from './access.form.js';
import { AccessMatrix } from './access-matrix.service.js';

const LEGEND = LEVELS.map(({ text }, at) => ({ digit: at + 1, text }));
const pathOf = ({ client }: ClientCurrent) => `/organizations/${client.id}/access`;

/** The access matrix: groups × collections in one screen. */
@Controller('organizations/:orgId/access')
export class AccessController {
  constructor(private readonly matrix: AccessMatrix) {}

  @Get()
  @May('groups.manage')
  async show(@CurrentClient() current: ClientCurrent, @Query() query: AccessQuery) {
    const path = pathOf(current);
    const given = Object.entries(query).filter(([, value]) => value) as [string, string][];
    const back = new URLSearchParams(given).toString();
    const { next, ...window } = await this.matrix.page(current, query);
    const on = (cursor: 'afterGroup' | 'afterCollection', at?: string) =>
      at && `${path}?${new URLSearchParams([...given.filter(([name]) => name !== cursor), [cursor, at]])}`;
    const pager = { groups: on('afterGroup', next.groups), collections: on('afterCollection', next.collections) };
    return page('groups/access', { path, query, back, pager, filtered: back !== '', legend: LEGEND, ...window });
  }

  /** The grid with what was typed on it, and who gains and who loses by that. */
  async preview(current: ClientCurrent, posted: PostedMatrix) {
    const path = pathOf(current);
    const review = await this.matrix.preview(current, sentOf(posted));
    return page('groups/access', { path, query: {}, back: posted.back, legend: LEGEND, ...review, review });
  }

  @Patch()
  @May('groups.manage')
  @OnRefusal('preview')
  async update(@CurrentClient() current: ClientCurrent, @Form() form: MatrixForm) {
    const count = await this.matrix.save(current, sentOf(form));
    const back = new URLSearchParams(form.back).toString();
    return seeOther(
      back ? `${pathOf(current)}?${back}` : pathOf(current),
      say('{{count}} levels of access are changed.', { count }),
    );
  }
}
