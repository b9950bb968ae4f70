import { Module } from '@nestjs/common';
import { CollectionsModule } from '../collections/collections.module.js';
import { MailModule } from '../mail/mail.module.js';
import { Acceptance } from './acceptance.service.js';
import { BulkConfirmation } from './bulk-confirmation.service.js';
import { Candidates } from './candidates.js';
import { ConfirmationController } from './confirmation.controller.js';
import { Confirmation } from './confirmation.service.js';
import { ConfirmationsController } from './confirmations.controller.js';
import { FingerprintCheck } from './fingerprint-check.js';
import { HandOver } from './hand-over.service.js';
import { InvitationController } from './invitation.controller.js';
import { Invitations } from './invitations.service.js';
import { InvitedMemberController } from './invited-member.controller.js';
import { InvitedMemberPages } from './invited-member-pages.js';
import { Joining } from './joining.js';
import { LeavingController } from './leaving.controller.js';
import { InvitationLetters } from './letters.js';
import { InvitationLinks } from './links.service.js';
import { MemberController } from './member.controller.js';
import { MemberActPages } from './member-act-pages.js';
import { MemberActsController } from './member-acts.controller.js';
import { MemberActs } from './member-acts.service.js';
import { MemberEdit } from './member-edit.service.js';
import { MemberMail } from './member-mail.js';
import { MemberPage } from './member-page.js';
import { OwnerInvitations } from './owner-invitation.js';
import { ProviderActs } from './provider-acts.js';
import { InvitationSchedule } from './schedule.js';
import { Troubles } from './troubles.js';
import { WaitingPeople } from './waiting-people.js';

@Module({
  imports: [CollectionsModule, MailModule],
  controllers: [
    ConfirmationController,
    ConfirmationsController,
    InvitationController,
    InvitedMemberController,
    LeavingController,
    MemberActsController,
    MemberController,
  ],
  providers: [
    Acceptance,
    BulkConfirmation,
    Candidates,
    Confirmation,
    HandOver,
    FingerprintCheck,
    Invitations,
    InvitationLetters,
    InvitationLinks,
    InvitationSchedule,
    InvitedMemberPages,
    Joining,
    MemberActPages,
    MemberActs,
    MemberEdit,
    MemberMail,
    MemberPage,
    ProviderActs,
    OwnerInvitations,
    Troubles,
    WaitingPeople,
  ],
  exports: [
    Confirmation,
    FingerprintCheck,
    InvitationLinks,
    Invitations,
    OwnerInvitations,
    InvitationSchedule,
    InvitedMemberPages,
    MemberActPages,
    MemberMail,
    ProviderActs,
    WaitingPeople,
  ],
})
export class InvitationsModule {}
