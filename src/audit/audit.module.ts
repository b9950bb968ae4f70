import { Global, Injectable, Module } from '@nestjs/common';
import type { Current } from '../web/current.js';
import { RefusedAccess } from '../web/error.filter.js';
import { AccountEventsController } from './account-events.controller.js';
import { ClientEventsController } from './client-events.controller.js';
import { EventList } from './event-list.js';
import { EventPages } from './event-pages.js';
import { ProviderEventsController } from './provider-events.controller.js';
import { record } from './record.js';

@Injectable()
class RecordedRefusals implements RefusedAccess {
  async record(current: Current, route: string): Promise<void> {
    await record(current, 'access.refused', { id: null, name: route }, {}, { userId: current.person?.id });
  }
}

@Global()
@Module({
  controllers: [AccountEventsController, ClientEventsController, ProviderEventsController],
  providers: [EventList, EventPages, { provide: RefusedAccess, useClass: RecordedRefusals }],
  exports: [RefusedAccess],
})
export class AuditModule {}
