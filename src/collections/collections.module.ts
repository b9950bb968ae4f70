import { Module } from '@nestjs/common';
import { Collections } from './collections.service.js';
import { VaultController } from './vault.controller.js';

@Module({ controllers: [VaultController], providers: [Collections], exports: [Collections] })
export class CollectionsModule {}
