import { Controller, Get, Param, Post } from '@nestjs/common';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { File } from '../web/fields.js';
import { Form, FormOnce, OnRefusal } from '../web/form.js';
import { type Exchange, Http } from '../web/http.js';
import { say } from '../web/message.js';
import { Page, page, seeOther } from '../web/page.js';
import { TakesUpload } from '../web/upload.guard.js';
import type { UploadedFile } from '../web/uploaded-file.js';
import { COLUMNS_SAID } from './upload-file.js';
import { Uploads } from './uploads.service.js';

const SHOWN = 100;
const LARGEST = 4 * 1024 * 1024;
const REFRESH_SECONDS = '3';

const EXAMPLE = `email,name,role,groups,collections
eva@example.com,Eva Ek,user,Sales;Office,Wi-Fi=edit;Travel=view`;

class UploadForm extends FormOnce {
  @File(say('Choose a CSV file.')) file: UploadedFile;
}

/** People invited with a CSV file, and how far their invitations are. */
@Controller('organizations/:orgId/members/uploads')
export class UploadsController {
  constructor(private readonly uploads: Uploads) {}

  @Get('new')
  @May('members.manage')
  async new(@CurrentClient() current: ClientCurrent) {
    return page('members/upload-new', {
      columns: COLUMNS_SAID,
      example: EXAMPLE,
      uploads: await this.uploads.recent(current),
    });
  }

  @Post()
  @May('members.manage')
  @TakesUpload(LARGEST)
  @OnRefusal('new')
  async create(@CurrentClient() current: ClientCurrent, @Form() form: UploadForm) {
    const started = await this.uploads.start(current, form.formId, form.file);
    if (typeof started === 'string') return seeOther(`/organizations/${current.client.id}/members/uploads/${started}`);
    const { data } = await this.new(current);
    const summary = say('Nobody was invited: correct these rows of the file and choose it again.');
    const more = started.length - SHOWN;
    const problems = { problems: started.slice(0, SHOWN), more: more > 0 ? more : undefined };
    return new Page('members/upload-new', { ...data, ...problems, refusal: { summary, fields: [] } }, undefined, 422);
  }

  /** Moves by itself, without JavaScript too: the browser asks again while there is something to do. */
  @Get(':uploadId')
  @May('members.manage')
  async show(
    @CurrentClient() current: ClientCurrent,
    @Param() { uploadId }: { uploadId: string },
    @Http() http: Exchange,
  ) {
    const upload = await this.uploads.find(current, uploadId);
    const live = upload.state === 'live';
    if (live) http.reply.header('Refresh', REFRESH_SECONDS);
    return page('members/upload', { upload, live });
  }
}
