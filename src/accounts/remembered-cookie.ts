import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { readCookie, setCookie } from '../web/cookies.js';
import type { Exchange } from '../web/http.js';

export const REMEMBERED_SECONDS = 30 * 24 * 3600;
const COOKIE = 'remembered';
/** Accounts that one browser is remembered for. */
const ACCOUNTS = 5;

/** The tokens by which accounts know a browser that they remember. */
@Injectable()
export class RememberedCookie {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  read(request: FastifyRequest): string[] {
    return readCookie(request, this.config, COOKIE)?.split(' ') ?? [];
  }

  add({ request, reply }: Exchange, token: string): void {
    const tokens = [token, ...this.read(request)].slice(0, ACCOUNTS);
    setCookie(reply, this.config, COOKIE, tokens.join(' '), REMEMBERED_SECONDS);
  }
}
