import { Controller, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, FormOnce, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { FileRequests } from './file-requests.service.js';
import { ImportPages } from './import-pages.js';

/** *Ask the owner for the file*. */
@Controller('organizations/:orgId/import/requests')
export class FileRequestsController {
  constructor(
    private readonly requests: FileRequests,
    private readonly pages: ImportPages,
  ) {}

  @Post()
  @May('items.import')
  @OnRefusal('index')
  async create(@CurrentClient() current: ClientCurrent, @Form() { formId }: FormOnce) {
    await this.requests.ask(current, formId);
    return seeOther(this.pages.path(current), say('The owners have a mail with a link to this page.'));
  }

  async index(current: ClientCurrent) {
    return page('import/index', await this.pages.index(current));
  }
}
