import { Module } from '@nestjs/common';
import { CollectionsModule } from '../collections/collections.module.js';
import { AccessController } from './access.controller.js';
import { AccessMatrix } from './access-matrix.service.js';
import { GroupList } from './group-list.js';
import { GroupMembersController } from './group-members.controller.js';
import { GroupMembers } from './group-members.service.js';
import { GroupsController } from './groups.controller.js';
import { Groups } from './groups.service.js';
import { StarterController } from './starter.controller.js';
import { Starter } from './starter.service.js';

@Module({
  imports: [CollectionsModule],
  controllers: [GroupsController, GroupMembersController, AccessController, StarterController],
  providers: [Groups, GroupList, GroupMembers, AccessMatrix, Starter],
})
export class GroupsModule {}
