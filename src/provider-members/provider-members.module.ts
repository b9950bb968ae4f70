import { Module } from '@nestjs/common';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MembersModule } from '../members/members.module.js';
import { InvitedProviderMemberController } from './invited-member.controller.js';
import { ProviderMemberController } from './member.controller.js';
import { ProviderMemberActsController } from './member-acts.controller.js';
import { ProviderMemberEdit } from './member-edit.service.js';
import { ProviderMembersController } from './members.controller.js';
import { NewProviderMembersController } from './new-members.controller.js';
import { NewProviderMembers } from './new-members.service.js';

@Module({
  imports: [InvitationsModule, MembersModule],
  controllers: [
    NewProviderMembersController,
    ProviderMembersController,
    ProviderMemberController,
    ProviderMemberActsController,
    InvitedProviderMemberController,
  ],
  providers: [NewProviderMembers, ProviderMemberEdit],
})
export class ProviderMembersModule {}
