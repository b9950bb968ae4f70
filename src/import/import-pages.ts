import { Injectable } from '@nestjs/common';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { FORMATS } from './formats.js';
import { isProviders } from './found-import.js';
import { Imports } from './imports.service.js';
import { LIMITS } from './limits.js';

const OFFERED = 500;
const MEBIBYTE = 1024 * 1024;

/** What the pages around an import need besides it. */
@Injectable()
export class ImportPages {
  constructor(private readonly imports: Imports) {}

  path({ client }: ClientCurrent, id?: string): string {
    return `/organizations/${client.id}/import${id ? `/${id}` : ''}`;
  }

  async index(current: ClientCurrent) {
    const collections: { value: string; text: string }[] = await current.db.query(
      `SELECT id AS value, name AS text FROM collections WHERE organization_id = ? ORDER BY name, id LIMIT ${OFFERED}`,
      [current.client.id],
    );
    return {
      path: this.path(current),
      formats: [
        { value: '', text: say('Find out from the file') },
        ...FORMATS.map(({ id, name }) => ({ value: id, text: name })),
      ],
      collections: [{ value: '', text: say('None: as the file has it') }, ...collections],
      limits: { ...LIMITS, megabytes: LIMITS.bytes / MEBIBYTE },
      accepted: [...new Set(FORMATS.flatMap(({ extensions }) => extensions))].map((one) => `.${one}`).join(','),
      provider: isProviders(current),
      imports: await this.imports.recent(current),
    };
  }
}
