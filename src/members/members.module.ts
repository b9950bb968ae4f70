import { Module } from '@nestjs/common';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MailModule } from '../mail/mail.module.js';
import { MemberExport } from './member-export.js';
import { MemberList } from './member-list.js';
import { MembersController } from './members.controller.js';
import { NewMembersController } from './new-members.controller.js';
import { NewMembers } from './new-members.service.js';
import { ResendController } from './resend.controller.js';
import { SeatRequestsController } from './seat-requests.controller.js';
import { SeatRequests } from './seat-requests.service.js';
import { UploadMails } from './upload-mails.js';
import { UploadsController } from './uploads.controller.js';
import { Uploads } from './uploads.service.js';

@Module({
  imports: [InvitationsModule, MailModule],
  controllers: [MembersController, NewMembersController, ResendController, SeatRequestsController, UploadsController],
  exports: [MemberList],
  providers: [MemberExport, MemberList, NewMembers, SeatRequests, UploadMails, Uploads],
})
export class MembersModule {}
