import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config.js';
import { clearCookie, readCookie, setCookie } from './cookies.js';
import type { Current } from './current.js';
import { FormTokens } from './form-token.js';
import { preferredLocale } from './locales.js';
import type { Message } from './message.js';

const FLASH = 'flash';
const FLASH_SECONDS = 60;

/** Turns a view and its data into HTML; what every layout needs is added here. */
@Injectable()
export class Renderer {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly tokens: FormTokens,
    private readonly host: HttpAdapterHost,
  ) {}

  async render(request: FastifyRequest, reply: FastifyReply, view: string, data: object): Promise<string> {
    const reader = request.current ?? { locale: preferredLocale(request.headers['accept-language']), timeZone: 'UTC' };
    reply.type('text/html; charset=utf-8').header('Vary', 'HX-Request-Type, Accept-Language');
    if (request.current?.person) reply.header('Cache-Control', 'no-store');
    // Through the server: a reply to a malformed address has no `view` of its own.
    return this.host.httpAdapter.getInstance().view(view, {
      ...data,
      locale: reader.locale,
      timeZone: reader.timeZone,
      frame: request.current ? this.frame(request.current) : {},
      flash: this.takeFlash(request, reply),
      formToken: (action: string) => this.tokens.make(request, reply, action),
      newFormId: () => randomUUID(),
    });
  }

  leaveFlash(reply: FastifyReply, message: Message): void {
    setCookie(reply, this.config, FLASH, JSON.stringify(message), FLASH_SECONDS);
  }

  private takeFlash(request: FastifyRequest, reply: FastifyReply): Message | undefined {
    if (isPartial(request)) return undefined;
    const raw = readCookie(request, this.config, FLASH);
    if (!raw) return undefined;
    clearCookie(reply, this.config, FLASH);
    return JSON.parse(raw) as Message;
  }

  private frame(current: Current) {
    return {
      person: current.person,
      provider: current.provider,
      client: current.client,
      providerPath: current.provider && `/providers/${current.provider.id}`,
      ...placeOf(current),
      chosenClients: current.providerMembership?.chosenClients,
      clientPath: current.client && `/organizations/${current.client.id}`,
      capacity: current.capacity,
      membership: current.membership,
      asProvider: current.client && current.provider && !current.membership,
      may: Object.fromEntries([...current.rights].map((right) => [right, true])),
      outbox: this.config.local && !this.config.smtpUrl,
    };
  }
}

/** htmx asked for the part of the page that changes (htmx 4); boosted and history requests want the whole page. */
export const isPartial = (request: FastifyRequest): boolean => request.headers['hx-request-type'] === 'partial';

/** The client, else the provider, for pages that both have. */
function placeOf({ client, provider }: Current) {
  if (client) return { placePath: `/organizations/${client.id}`, placeName: client.name };
  return { placePath: provider && `/providers/${provider.id}`, placeName: provider?.name };
}
