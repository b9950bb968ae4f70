import { Module } from '@nestjs/common';
import { CollectionsModule } from '../collections/collections.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MailModule } from '../mail/mail.module.js';
import { AdditionController } from './addition.controller.js';
import { AdditionLetters } from './addition-letters.js';
import { Additions } from './additions.service.js';
import { AgreementController } from './agreement.controller.js';
import { Agreements } from './agreements.service.js';
import { ClientController } from './client.controller.js';
import { ClientList } from './client-list.js';
import { ClientsController } from './clients.controller.js';
import { Clients } from './clients.service.js';
import { DeletionController } from './deletion.controller.js';
import { Deletions } from './deletions.service.js';
import { DepartureController } from './departure.controller.js';
import { DepartureLetters } from './departure-letters.js';
import { Departures } from './departures.service.js';
import { Joined } from './joined.js';
import { KeyPlaces } from './key-places.service.js';
import { KeyRenewalController } from './key-renewal.controller.js';
import { KeyRenewal } from './key-renewal.service.js';
import { Leaving } from './leaving.js';
import { ProviderLetters } from './letters.js';
import { LifeSchedule } from './life-schedule.js';
import { NewClientController } from './new-client.controller.js';
import { OwnerLetters } from './owner-letters.js';
import { PlanController } from './plan.controller.js';
import { Plans } from './plans.service.js';
import { ProviderMail } from './provider-mail.js';
import { RecoveryCodeController } from './recovery-code.controller.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { ReleaseController } from './release.controller.js';
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
import { TwoStepRequirementLetters } from './two-step-letters.js';
import { TwoStepRequirementController } from './two-step-requirement.controller.js';
import { TwoStepRequirement } from './two-step-requirement.service.js';

@Module({
  imports: [MailModule, CollectionsModule, InvitationsModule],
  controllers: [
    AdditionController,
    AgreementController,
    ClientsController,
    NewClientController,
    ClientController,
    KeyRenewalController,
    DeletionController,
    DepartureController,
    PlanController,
    RecoveryCodeController,
    SeatRequestsOfClientsController,
    ReleaseController,
    SeatsController,
    SettingsController,
    SetupController,
    StatementsController,
    SuspensionController,
    TwoStepRequirementController,
  ],
  providers: [
    Additions,
    AdditionLetters,
    Agreements,
    ClientList,
    Clients,
    Deletions,
    Departures,
    DepartureLetters,
    Joined,
    KeyPlaces,
    KeyRenewal,
    Leaving,
    LifeSchedule,
    OwnerLetters,
    Plans,
    ProviderLetters,
    ProviderMail,
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
    TwoStepRequirement,
    TwoStepRequirementLetters,
  ],
  exports: [LifeSchedule, Setup],
})
export class ProvidersModule {}
