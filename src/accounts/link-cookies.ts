import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { SecretBox } from '../keys/seal.js';
import { clearCookie, readCookie, setCookie } from '../web/cookies.js';

const KEPT_SECONDS = 3600;

/**
 * Secrets that a link brought, or that one page has to show, between two requests: sealed in a cookie, so that addresses,
 * logs and the database never hold them.
 */
@Injectable()
export class LinkCookies {
  constructor(
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  keep(reply: FastifyReply, name: string, secret: string): void {
    setCookie(reply, this.config, name, this.box.seal(secret, `cookie ${name}`), KEPT_SECONDS);
  }

  read(request: FastifyRequest, name: string): string | undefined {
    const sealed = readCookie(request, this.config, name);
    if (!sealed) return undefined;
    try {
      return this.box.open(sealed, `cookie ${name}`);
    } catch {
      return undefined; // sealed under a key that was rotated out: the link has to be opened again
    }
  }

  forget(reply: FastifyReply, name: string): void {
    clearCookie(reply, this.config, name);
  }
}
