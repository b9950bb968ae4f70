import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentVisitor, Public, SignedIn } from '../web/access.js';
import type { Current } from '../web/current.js';
import { Optional } from '../web/fields.js';
import { OnRefusal, Query } from '../web/form.js';
import { page, seeOther } from '../web/page.js';
import { Sessions } from './sessions.service.js';
import { SignIn } from './sign-in.service.js';

class SignInQuery {
  @Optional(500) back?: string;
}

/** Only a path of ours: no other host, not `//host` nor `/\host`. */
const ownPath = (path?: string): string => (path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : '/');

@Controller()
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly sessions: Sessions,
  ) {}

  @Get('sign-in')
  @Public()
  new(@CurrentVisitor() current: Current, @Query() query: SignInQuery) {
    if (current.person) return seeOther(ownPath(query.back));
    return page('accounts/sign-in', { values: { back: ownPath(query.back) } });
  }

  @Post('sign-in')
  @Public()
  @OnRefusal('new')
  async create(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body('back') back?: string,
  ) {
    await this.signIn.begin(request, reply);
    return seeOther(ownPath(back));
  }

  @Post('sign-out')
  @SignedIn()
  async destroy(@Req() request: FastifyRequest) {
    await this.sessions.signOut(request);
    return seeOther('/sign-in');
  }

  /** Where each person's work is. */
  @Get()
  @Public()
  home(@CurrentVisitor() { person }: Current) {
    if (!person) return seeOther('/sign-in');
    const [provider] = person.providers;
    if (provider) return seeOther(`/providers/${provider.provider.id}/clients`);
    const [organization] = person.organizations;
    return seeOther(organization ? `/organizations/${organization.organization.id}/vault` : '/account');
  }
}
