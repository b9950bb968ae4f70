import { Controller, Get, Post } from '@nestjs/common';
import type { Unlocked } from '../accounts/keyring.js';
import { NeedsPassword } from '../accounts/unlock.js';
import { CurrentClient, May } from '../web/access.js';
import type { ClientCurrent } from '../web/current.js';
import { OneOf, Optional, SameAs, Verbatim } from '../web/fields.js';
import { Form, FormOnce, OnRefusal } from '../web/form.js';
import { say } from '../web/message.js';
import { NeverShownAgain } from '../web/never-shown-again.js';
import { Download, page } from '../web/page.js';
import { refuseField } from '../web/refusal.js';
import { EXPORT_FORMATS, type ExportFormat } from './export.worker.js';
import { Exports, FILES } from './exports.service.js';

const SHORTEST = 12;

class ExportForm extends FormOnce {
  @OneOf(EXPORT_FORMATS, say('Choose a format.')) format: ExportFormat;
  @NeverShownAgain() @Verbatim({ max: 500 }) filePassword = '';
  @NeverShownAgain()
  @SameAs('filePassword', say('The two are not the same.'))
  filePasswordAgain = '';
  /** How many items are left out that cannot be opened. */
  @Optional(9) without?: string;
}

/** A member takes the organization's items out; for a provider these addresses are not there (design §3). */
@Controller('organizations/:orgId/export')
export class ExportsController {
  constructor(private readonly exports: Exports) {}

  @Get()
  @May('items.export')
  @NeedsPassword()
  new(_current?: unknown) {
    return page('import/export', { formats: FORMATS, values: { format: 'protected' } });
  }

  @Post()
  @May('items.export')
  @NeedsPassword()
  @OnRefusal('new')
  async create(@CurrentClient() current: Unlocked<ClientCurrent>, @Form() form: ExportForm) {
    const { format, filePassword } = form;
    if (format === 'protected' && filePassword.length < SHORTEST) {
      throw refuseField('filePassword', say('Use at least {{min}} characters.', { min: SHORTEST }));
    }
    const { extension, type } = FILES[format];
    const day = current.now.toISOString().slice(0, 10);
    return new Download(`export-${day}.${extension}`, type, await this.exports.write(current, form));
  }
}

const FORMATS: { value: ExportFormat; text: object; about: object }[] = [
  {
    value: 'protected',
    text: say('JSON with a password'),
    about: say('Everything, encrypted. Any client that reads Bitwarden’s format opens it with the password.'),
  },
  { value: 'json', text: say('JSON'), about: say('Everything, every password in plain text.') },
  {
    value: 'csv',
    text: say('CSV'),
    about: say(
      'Logins and notes alone, every password in plain text: cards, identities, SSH keys, password history and types of fields are left out. Do not open it in a spreadsheet, which may run what looks like a formula and change passwords.',
    ),
  },
];
