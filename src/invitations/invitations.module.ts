import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { Acceptance } from './acceptance.service.js';
import { ConfirmationController } from './confirmation.controller.js';
import { Confirmation } from './confirmation.service.js';
import { FingerprintCheck } from './fingerprint-check.js';
import { InvitationController } from './invitation.controller.js';
import { Invitations } from './invitations.service.js';
import { InvitedMemberController } from './invited-member.controller.js';
import { Joining } from './joining.js';
import { InvitationLetters } from './letters.js';
import { InvitationLinks } from './links.service.js';
import { OwnerInvitations } from './owner-invitation.js';
import { InvitationSchedule } from './schedule.js';
import { Troubles } from './troubles.js';
import { WaitingPeople } from './waiting-people.js';

@Module({
  imports: [MailModule],
  controllers: [ConfirmationController, InvitationController, InvitedMemberController],
  providers: [
    Acceptance,
    Confirmation,
    FingerprintCheck,
    Invitations,
    InvitationLetters,
    InvitationLinks,
    InvitationSchedule,
    Joining,
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
    WaitingPeople,
  ],
})
export class InvitationsModule {}
