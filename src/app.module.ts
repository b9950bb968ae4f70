import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccountsModule } from './accounts/accounts.module.js';
import { KeyPairs } from './accounts/key-pairs.js';
import { ACCOUNT_KDF } from './accounts/passwords.js';
import { AuditModule } from './audit/audit.module.js';
import { ClientOrgsModule } from './client-orgs/client-orgs.module.js';
import { CollectionsModule } from './collections/collections.module.js';
import { CONFIG, type Config } from './config.js';
import { Schedules } from './database/schedules.js';
import { GroupsModule } from './groups/groups.module.js';
import { ImportModule } from './import/import.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { ItemsModule } from './items/items.module.js';
import { DEFAULT_KDF } from './keys/kdf.js';
import { SecretBox } from './keys/seal.js';
import { MailModule } from './mail/mail.module.js';
import { MembersModule } from './members/members.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { ProviderMembersModule } from './provider-members/provider-members.module.js';
import { ProvidersModule } from './providers/providers.module.js';
import { AccessGuard } from './web/access.guard.js';
import { Clock } from './web/clock.js';
import { ErrorFilter } from './web/error.filter.js';
import { FormTokens } from './web/form-token.js';
import { HealthController } from './web/health.controller.js';
import { OriginGuard } from './web/origin.guard.js';
import { PageInterceptor } from './web/page.interceptor.js';
import { Renderer } from './web/renderer.js';
import { SchemeGuard } from './web/scheme.guard.js';
import { UploadGuard } from './web/upload.guard.js';

/** What tests replace: the time, and the cost of keys. */
export const REAL = { clock: new Clock(), keyPairs: new KeyPairs(), kdf: DEFAULT_KDF };

@Global()
@Module({
  imports: [
    AuditModule,
    MailModule,
    AccountsModule,
    ClientOrgsModule,
    CollectionsModule,
    GroupsModule,
    InvitationsModule,
    MembersModule,
    ItemsModule,
    ImportModule,
    ProvidersModule,
    ProviderMembersModule,
    OverviewModule,
  ],
  controllers: [HealthController],
})
export class AppModule {
  static with(config: Config, dataSource: DataSource, seams: typeof REAL): DynamicModule {
    const given = [
      { provide: CONFIG, useValue: config },
      { provide: DataSource, useValue: dataSource },
      { provide: SecretBox, useValue: new SecretBox(config.secretKeys) },
      { provide: Clock, useValue: seams.clock },
      { provide: KeyPairs, useValue: seams.keyPairs },
      { provide: ACCOUNT_KDF, useValue: seams.kdf },
    ];
    return {
      module: AppModule,
      providers: [
        ...given,
        FormTokens,
        Schedules,
        Renderer,
        ErrorFilter,
        // The order counts: by which way it came, who it is, what the form holds, then where it came from.
        { provide: APP_GUARD, useClass: SchemeGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: UploadGuard },
        { provide: APP_GUARD, useClass: OriginGuard },
        { provide: APP_INTERCEPTOR, useClass: PageInterceptor },
      ],
      exports: [...given.map(({ provide }) => provide), Schedules],
    };
  }
}
