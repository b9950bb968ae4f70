import { Global, Module } from '@nestjs/common';
import { Composer } from './composer.js';
import { Delivery } from './delivery.service.js';
import { Letters } from './letters.js';
import { Mailbox } from './mailbox.js';
import { OutboxController } from './outbox.controller.js';
import { Outbox } from './outbox.service.js';
import { MailQueue } from './queue.js';

@Global()
@Module({
  controllers: [OutboxController],
  providers: [Composer, Delivery, Letters, Mailbox, MailQueue, Outbox],
  exports: [Delivery, Letters, Mailbox, Outbox],
})
export class MailModule {}
