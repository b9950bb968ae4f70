import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { ACCESS, type Access } from './access.js';
import { FormTokens } from './form-token.js';
import { say } from './message.js';
import { Ended } from './refusal.js';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses writes that another site's page sends (Fetch Metadata, RFC 6454); runs after the access guard, which knows the session. */
@Injectable()
export class OriginGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: FormTokens,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const access = this.reflector.get<Access>(ACCESS, context.getHandler());
    if (READS.has(request.method) || access.kind === 'from-elsewhere' || this.isOurs(request)) return true;
    throw new Ended(
      say('This form was not sent from this site'),
      say('Nothing was changed. Go back, open the page again and send the form from there.'),
      403,
    );
  }

  private isOurs(request: FastifyRequest): boolean {
    const { 'sec-fetch-site': site, origin } = request.headers;
    if (site) return site === 'same-origin' || site === 'none';
    if (origin) return origin === this.config.baseUrl.origin;
    return this.tokens.fits(request, (request.body as Record<string, unknown> | undefined)?._token);
  }
}
