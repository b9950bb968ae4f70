import { Controller, Delete, Get, Param, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsKeys } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { Form, OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { page, seeOther } from '../web/page.js';
import { TakesUpload } from '../web/upload.guard.js';
import { CompletionForm } from './completion.form.js';
import { Completion } from './completion.service.js';
import { UPLOAD_BYTES, UploadForm, uploadOf } from './import.form.js';
import { ImportPages } from './import-pages.js';
import { Imports } from './imports.service.js';
import { Uploads } from './uploads.service.js';

const REFRESH_SECONDS = '2';
type Opened = Unlocked<ClientCurrent>;
interface ImportParams {
  importId: string;
}

/** A customer's data comes in: a file is read, what it would bring is shown, and then it is made live or given up. */
@Controller('organizations/:orgId/import')
export class ImportsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly imports: Imports,
    private readonly pages: ImportPages,
    private readonly completion: Completion,
  ) {}

  @Get()
  @May('items.import')
  @NeedsKeys()
  async index(@CurrentClient() current: ClientCurrent) {
    return page('import/index', await this.pages.index(current));
  }

  @Post()
  @May('items.import')
  @TakesUpload(UPLOAD_BYTES)
  @NeedsKeys()
  @OnRefusal('index')
  async create(@CurrentClient() current: Opened, @Form() form: UploadForm) {
    return seeOther(this.pages.path(current, await this.uploads.begin(current, uploadOf(form))));
  }

  @Get(':importId')
  @May('items.import')
  @NeedsKeys()
  async show(@CurrentClient() current: Opened, @Param() { importId }: ImportParams, @Http() http?: Exchange) {
    const shown = await this.imports.shown(current, importId);
    if (shown.import.state === 'staging') http?.reply.header('Refresh', REFRESH_SECONDS);
    return page('import/show', { ...shown, values: { duplicates: 'skip', managers: 'admins', level: '15' } });
  }

  @Post(':importId/completion')
  @May('items.import')
  @NeedsKeys()
  @OnRefusal('show')
  async complete(@CurrentClient() current: Opened, @Form() form: CompletionForm, @Param() { importId }: ImportParams) {
    const count = await this.completion.complete(current, importId, form);
    return seeOther(this.pages.path(current, importId), say('{{count}} items of the file are imported.', { count }));
  }

  @Delete(':importId')
  @May('items.import')
  async destroy(@CurrentClient() current: ClientCurrent, @Param() { importId }: ImportParams) {
    await this.imports.cancel(current, importId);
    return seeOther(this.pages.path(current), say('Nothing was imported. What was read of the file is erased.'));
  }
}
