import { Module } from '@nestjs/common';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { OverviewController } from './overview.controller.js';
import { Overview } from './overview.service.js';
import { ProviderAccess } from './provider-access.service.js';

@Module({ imports: [InvitationsModule], controllers: [OverviewController], providers: [Overview, ProviderAccess] })
export class OverviewModule {}
