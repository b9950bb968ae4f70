import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { SecretBox } from '../keys/seal.js';
import { readCookie, setCookie } from '../web/cookies.js';

const COOKIE = 'browser';
const KEPT_SECONDS = 90 * 24 * 3600;
const ACCOUNTS = 5;

/** Browsers that signed in to an account before: strangers' failures do not make them wait (design §6). */
@Injectable()
export class KnownBrowsers {
  constructor(
    private readonly box: SecretBox,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The browser's id when it signed in to this account before. */
  of(request: FastifyRequest, email: string): string | undefined {
    const [id, ...accounts] = this.read(request);
    return accounts.includes(this.mark(email)) ? id : undefined;
  }

  remember(request: FastifyRequest, reply: FastifyReply, email: string): void {
    const [id = randomUUID(), ...accounts] = this.read(request);
    const marks = [this.mark(email), ...accounts.filter((mark) => mark !== this.mark(email))].slice(0, ACCOUNTS);
    setCookie(reply, this.config, COOKIE, [id, ...marks].join(' '), KEPT_SECONDS);
  }

  private read(request: FastifyRequest): string[] {
    return readCookie(request, this.config, COOKIE)?.split(' ') ?? [];
  }

  private mark(email: string): string {
    return this.box.mac(`known browser ${email}`).slice(0, 20);
  }
}
