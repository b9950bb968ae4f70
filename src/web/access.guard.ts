import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { ACCESS, type Access } from './access.js';
import { Clock } from './clock.js';
import {
  askingForTwoStep,
  type ClientPlace,
  type Current,
  type OrganizationMembership,
  type Person,
  type ProviderMembership,
  type SessionOf,
} from './current.js';
import { preferredLocale } from './locales.js';
import { NotAllowed, NotThere, SignInNeeded, Suspended, TwoStepNeeded } from './refusal.js';
import { capacityOf, MEMBERS_ALONE, memberRights, providerRights, rightsWhileSuspended, whoCould } from './rights.js';

/** Who signed in with this request's session; answered by accounts/. */
export abstract class Visitors {
  abstract of(request: FastifyRequest): { person: Person; session: SessionOf } | undefined;
}

/** What a person sees at a client organization's address; answered by client-orgs/. */
export abstract class ClientPlaces {
  abstract find(current: Current, id: string): Promise<ClientPlace | undefined>;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Deny by default: a handler that states no access rule answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly visitors: Visitors,
    private readonly clients: ClientPlaces,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (!access) throw new Error(`${context.getClass().name}.${context.getHandler().name} states no access rule`);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const current = this.begin(request);
    request.current = current;
    if (access.kind === 'from-elsewhere') return true;
    const waiting = current.person !== undefined && askingForTwoStep(current.person).length > 0;
    if (waiting && access.kind !== 'before-two-step') throw new TwoStepNeeded();
    if (access.kind === 'public') return true;
    if (!current.person) throw new SignInNeeded();
    await this.enter(current, access, request.params as Record<string, string>);
    if (access.kind === 'may' && !current.rights.has(access.right)) {
      if (MEMBERS_ALONE.has(access.right) && !current.membership) throw new NotThere();
      throw new NotAllowed(whoCould(access.right));
    }
    if (current.client?.suspension) current.rights = rightsWhileSuspended(current.rights);
    if (access.kind === 'may' && !current.rights.has(access.right)) throw new Suspended();
    return true;
  }

  private begin(request: FastifyRequest): Current {
    const visitor = this.visitors.of(request);
    return {
      db: this.dataSource.manager,
      now: this.clock.now(),
      requestId: request.id,
      ip: request.ip,
      locale: visitor?.person.locale ?? preferredLocale(request.headers['accept-language']),
      timeZone: visitor?.person.timeZone ?? 'UTC',
      actor: visitor ? { id: visitor.person.id, name: visitor.person.name } : { id: null, name: '' },
      capacity: visitor ? 'person' : 'visitor',
      rights: new Set(),
      ...visitor,
    };
  }

  /** Loads the place in the address through what this person may see; `current` gains the place and the rights there. */
  private async enter(current: Current, access: Access, params: Record<string, string>): Promise<void> {
    for (const name in params) if (name.endsWith('Id') && !UUID.test(params[name])) throw new NotThere();
    const { providerId, orgId } = params;
    if (providerId) {
      const membership = current.person?.providers.find(({ provider }) => provider.id === providerId);
      if (!membership) throw new NotThere();
      this.actFor(current, membership);
    }
    if (orgId) {
      const client = await this.clients.find(current, orgId);
      if (!client || (providerId && !(client.throughProvider && client.providerId === providerId)))
        throw new NotThere();
      current.client = client;
      const through = current.person?.providers.find(({ provider }) => provider.id === client.providerId);
      if (through && client.throughProvider) this.actFor(current, through);
      if (!providerId) {
        this.joinAs(
          current,
          access,
          client,
          current.person?.organizations.find(({ organization }) => organization.id === orgId),
        );
      }
    }
  }

  private actFor(current: Current, membership: ProviderMembership): void {
    current.provider = membership.provider;
    current.providerMembership = membership;
    current.capacity = capacityOf(membership.role);
    current.rights = providerRights(membership.role);
  }

  /** Where the provider alone gives what the page takes, a member who works for it acts for the provider (design §3). */
  private joinAs(current: Current, access: Access, { rules }: ClientPlace, membership?: OrganizationMembership): void {
    if (!membership) return;
    const [through, own] = [current.rights, memberRights(membership, rules)];
    current.rights = new Set([...through, ...own]);
    if (access.kind === 'may' && through.has(access.right) && !own.has(access.right)) return;
    current.membership = membership;
    current.capacity = capacityOf(membership.role);
  }
}
