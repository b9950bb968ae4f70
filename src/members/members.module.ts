import { Module } from '@nestjs/common';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MemberExport } from './member-export.js';
import { MemberList } from './member-list.js';
import { MembersController } from './members.controller.js';
import { NewMembersController } from './new-members.controller.js';
import { NewMembers } from './new-members.service.js';
import { ResendController } from './resend.controller.js';

@Module({
  imports: [InvitationsModule],
  controllers: [MembersController, NewMembersController, ResendController],
  providers: [MemberExport, MemberList, NewMembers],
})
export class MembersModule {}
