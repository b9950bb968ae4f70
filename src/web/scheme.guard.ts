import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { say } from './message.js';
import { Ended } from './refusal.js';

/** For those who watch this machine and ask it directly rather than through the proxy. */
const ANY_SCHEME = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * A request whose scheme is not that of BASE_URL: its cookies would be lost and its links lead elsewhere. Most likely a proxy is
 * in front whose headers do not count yet, so that the page says what to set. 421 is for that (RFC 9110 §15.5.20).
 */
@Injectable()
export class SchemeGuard implements CanActivate {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    const { protocol, routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
    const { origin: site, protocol: ours } = this.config.baseUrl;
    if (`${protocol}:` === ours || ANY_SCHEME.has(routeOptions.url ?? '')) return true;
    throw new Ended(
      say('This server is set up for another address'),
      say(
        'Its BASE_URL is {{site}}, but this request came by {{scheme}}. If you look after this server and it stands behind a proxy: set TRUST_PROXY to the address of the proxy, and have it send X-Forwarded-Proto. Otherwise set BASE_URL to the address that people use.',
        { site, scheme: protocol },
      ),
      421,
    );
  }
}
