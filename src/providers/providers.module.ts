import { Module } from '@nestjs/common';
import { CollectionsModule } from '../collections/collections.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MailModule } from '../mail/mail.module.js';
import { ClientController } from './client.controller.js';
import { ClientList } from './client-list.js';
import { ClientsController } from './clients.controller.js';
import { Clients } from './clients.service.js';
import { KeyPlaces } from './key-places.service.js';
import { KeyRenewalController } from './key-renewal.controller.js';
import { KeyRenewal } from './key-renewal.service.js';
import { ProviderLetters } from './letters.js';
import { MembersController } from './members.controller.js';
import { ProviderMembers } from './members.service.js';
import { NewClientController } from './new-client.controller.js';
import { RecoveryCodeController } from './recovery-code.controller.js';
import { RecoveryCodes } from './recovery-codes.service.js';
import { RenewalLetters } from './renewal-letters.js';
import { SeatsController } from './seats.controller.js';
import { Seats } from './seats.service.js';
import { SettingsController } from './settings.controller.js';
import { Settings } from './settings.service.js';
import { SetupController } from './setup.controller.js';
import { Setup } from './setup.service.js';

@Module({
  imports: [MailModule, CollectionsModule, InvitationsModule],
  controllers: [
    ClientsController,
    NewClientController,
    ClientController,
    KeyRenewalController,
    MembersController,
    RecoveryCodeController,
    SeatsController,
    SettingsController,
    SetupController,
  ],
  providers: [
    ...[ClientList, Clients, KeyPlaces, KeyRenewal, ProviderLetters, ProviderMembers],
    ...[RecoveryCodes, RenewalLetters, Seats, Settings, Setup],
  ],
  exports: [Setup],
})
export class ProvidersModule {}
