import { Module } from '@nestjs/common';
import { CollectionsModule } from '../collections/collections.module.js';
import { ItemsModule } from '../items/items.module.js';
import { Completion } from './completion.service.js';
import { Erasing } from './erasing.service.js';
import { ExportsController } from './exports.controller.js';
import { Exports } from './exports.service.js';
import { FileRequestsController } from './file-requests.controller.js';
import { FileRequests } from './file-requests.service.js';
import { ImportPages } from './import-pages.js';
import { ImportsController } from './imports.controller.js';
import { Imports } from './imports.service.js';
import { Readings } from './reading.js';
import { Staging } from './staging.service.js';
import { UndoingController } from './undoing.controller.js';
import { Undoing } from './undoing.service.js';
import { Uploads } from './uploads.service.js';

@Module({
  imports: [CollectionsModule, ItemsModule],
  controllers: [FileRequestsController, ImportsController, ExportsController, UndoingController],
  providers: [Completion, Erasing, Exports, FileRequests, ImportPages, Imports, Readings, Staging, Undoing, Uploads],
})
export class ImportModule {}
