import { Controller, Delete, Post } from '@nestjs/common';
import { NeedsPassword } from '../accounts/unlock.js';
import { CurrentProvider, May } from '../web/access.js';
import type { ProviderCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { seeOther } from '../web/page.js';
import { TwoStepRequirement } from './two-step-requirement.service.js';

@Controller('providers/:providerId/two-step-requirement')
export class TwoStepRequirementController {
  constructor(private readonly requirement: TwoStepRequirement) {}

  @Post()
  @May('provider.update')
  async create(@CurrentProvider() current: ProviderCurrent) {
    await this.requirement.make(current);
    const path = `/providers/${current.provider.id}/settings`;
    return seeOther(path, say('Two-step login is required of all provider members from now on.'));
  }

  @Delete()
  @May('provider.update')
  @NeedsPassword()
  async destroy(@CurrentProvider() current: ProviderCurrent) {
    await this.requirement.lift(current);
    const path = `/providers/${current.provider.id}/settings`;
    return seeOther(path, say('Provider members choose themselves whether they use two-step login.'));
  }
}
