import { Module } from '@nestjs/common';
import { CollectionsModule } from '../collections/collections.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MailModule } from '../mail/mail.module.js';
import { ClientController } from './client.controller.js';
import { ClientList } from './client-list.js';
import { ClientsController } from './clients.controller.js';
import { Clients } from './clients.service.js';
import { DeletionController } from './deletion.controller.js';
import { DeletionSchedule } from './deletion-schedule.js';
import { Deletions } from './deletions.service.js';
import { KeyPlaces } from './key-places.service.js';
import { KeyRenewalController } from './key-renewal.controller.js';
import { KeyRenewal } from './key-renewal.service.js';
import { ProviderLetters } from './letters.js';
import { MembersController } from './members.controller.js';
import { ProviderMembers } from './members.service.js';
import { NewClientController } from './new-client.controller.js';
import { OwnerLetters } from './owner-letters.js';
import { OwnerMail } from './owner-mail.js';
import { PlanController } from './plan.controller.js';
import { Plans } from './plans.service.js';
import { RecoveryCodeController } from './recovery-code.controller.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { Removal } from './removal.js';
import { RenewalLetters } from './renewal-letters.js';
import { SeatLedger } from './seat-ledger.js';
import { SeatLetters } from './seat-letters.js';
import { SeatQueue } from './seat-queue.js';
import { SeatRequestsOfClientsController } from './seat-requests.controller.js';
import { SeatsController } from './seats.controller.js';
import { Seats } from './seats.service.js';
import { SettingsController } from './settings.controller.js';
import { Settings } from './settings.service.js';
import { SetupController } from './setup.controller.js';
import { Setup } from './setup.service.js';
import { StatementsController } from './statements.controller.js';
import { Statements } from './statements.service.js';
import { SuspensionController } from './suspension.controller.js';
import { Suspensions } from './suspensions.service.js';

@Module({
  imports: [MailModule, CollectionsModule, InvitationsModule],
  controllers: [
    ClientsController,
    NewClientController,
    ClientController,
    KeyRenewalController,
    MembersController,
    DeletionController,
    PlanController,
    RecoveryCodeController,
    SeatRequestsOfClientsController,
    SeatsController,
    SettingsController,
    SetupController,
    StatementsController,
    SuspensionController,
  ],
  providers: [
    ClientList,
    Clients,
    Deletions,
    DeletionSchedule,
    KeyPlaces,
    KeyRenewal,
    OwnerLetters,
    OwnerMail,
    Plans,
    ProviderLetters,
    ProviderMembers,
    RecoveryCodes,
    Removal,
    RenewalLetters,
    SeatLedger,
    SeatLetters,
    SeatQueue,
    Seats,
    Settings,
    Setup,
    Statements,
    Suspensions,
  ],
  exports: [DeletionSchedule, Setup],
})
export class ProvidersModule {}
