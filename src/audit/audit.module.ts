import { Global, Injectable, Module } from '@nestjs/common';
import { RefusedAccess } from '../web/access.guard.js';
import type { Current } from '../web/current.js';
import { record } from './record.js';

@Injectable()
class RecordedRefusals implements RefusedAccess {
  async record(current: Current, route: string): Promise<void> {
    await record(current, 'access.refused', { id: null, name: route }, {}, { userId: current.person?.id });
  }
}

@Global()
@Module({
  providers: [{ provide: RefusedAccess, useClass: RecordedRefusals }],
  exports: [RefusedAccess],
})
export class AuditModule {}
