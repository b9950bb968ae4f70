import { Module } from '@nestjs/common';
import { CollectionAccessController } from './collection-access.controller.js';
import { CollectionAccess } from './collection-access.js';
import { CollectionList } from './collection-list.js';
import { CollectionsController } from './collections.controller.js';
import { Collections } from './collections.service.js';
import { Grants } from './grants.service.js';
import { ItemsInCollections } from './items-in-collections.js';
import { OrganizationRulesController } from './organization-rules.controller.js';
import { OrganizationRules } from './organization-rules.service.js';
import { VaultController } from './vault.controller.js';

@Module({
  controllers: [VaultController, CollectionsController, CollectionAccessController, OrganizationRulesController],
  providers: [Collections, CollectionList, CollectionAccess, Grants, ItemsInCollections, OrganizationRules],
  exports: [Collections, Grants, ItemsInCollections],
})
export class CollectionsModule {}
