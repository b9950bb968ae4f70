import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.js';

/** `__Host-` binds a cookie to this host and https; browsers refuse it without TLS. */
export const cookieName = (config: Config, name: string): string => (config.local ? name : `__Host-${name}`);

export function setCookie(reply: FastifyReply, config: Config, name: string, value: string, maxAge?: number): void {
  reply.setCookie(cookieName(config, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: !config.local,
    signed: true,
    maxAge,
  });
}

/** The value of a cookie that we signed, else undefined. */
export function readCookie(request: FastifyRequest, config: Config, name: string): string | undefined {
  // Where a request failed before cookies were read, there are none.
  const raw = request.cookies?.[cookieName(config, name)];
  if (!raw) return undefined;
  const { valid, value } = request.unsignCookie(raw);
  return valid ? (value ?? undefined) : undefined;
}

export function clearCookie(reply: FastifyReply, config: Config, name: string): void {
  reply.clearCookie(cookieName(config, name), { path: '/', httpOnly: true, sameSite: 'lax', secure: !config.local });
}
