import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { readCookie, setCookie } from './cookies.js';

const VISITOR = 'visitor';

/**
 * The hidden token of a form: an HMAC of the session, or of a cookie for people not signed in, and of the form's action. Only
 * browsers that tell neither `Sec-Fetch-Site` nor `Origin` depend on it (lynx does).
 */
@Injectable()
export class FormTokens {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  make(request: FastifyRequest, reply: FastifyReply, action: string): string {
    return this.token(this.holder(request) ?? this.newVisitor(request, reply), action);
  }

  fits(request: FastifyRequest, token: unknown): boolean {
    const holder = this.holder(request);
    if (!holder || typeof token !== 'string') return false;
    const expected = this.token(holder, request.url.split('?')[0]);
    return token.length === expected.length && timingSafeEqual(Buffer.from(token), Buffer.from(expected));
  }

  private holder(request: FastifyRequest): string | undefined {
    return request.current?.session?.id ?? request.visitor ?? readCookie(request, this.config, VISITOR);
  }

  private newVisitor(request: FastifyRequest, reply: FastifyReply): string {
    request.visitor = randomUUID();
    setCookie(reply, this.config, VISITOR, request.visitor);
    return request.visitor;
  }

  private token(holder: string, action: string): string {
    return createHmac('sha256', this.config.secretKeys[0]).update(`form ${holder} ${action}`).digest('base64url');
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    visitor?: string;
  }
}
