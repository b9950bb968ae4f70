import type { Current } from '../web/current.js';
import { type Message, say } from '../web/message.js';
import { adjust, adjustAdmins, changeOf } from './counters.js';
import { lockedOrganization } from './locked.js';
import type { Member } from './member.entity.js';
import type { Organization } from './organization.entity.js';
import { OwnerRule } from './owner-rule.js';
import { inClient, type Place } from './place.js';
import { showOwner } from './shown-owner.js';

type Ranked = Pick<Member, 'role' | 'status' | 'trouble' | 'confirmedAt'>;

/** What a place keeps count of as members come, go and change; read once its row is locked. */
export interface Roster {
  /** How many more members there is room for. */
  readonly room: number;
  /** Takes a member out of those of whom one always remains, where that may be. @returns why not */
  takeOut(member: Ranked): Message | undefined;
  /** @param is each member as the act left them; none of them once they are gone */
  count(current: Current, was: Ranked[], is: Ranked[]): Promise<void>;
}

export const rosterOf = (current: Place): Promise<Roster> =>
  inClient(current) ? ClientRoster.of(current, current.client.id) : ProviderRoster.of(current, current.provider.id);

/** Seats, owners and who waits in a client organization. */
export class ClientRoster implements Roster {
  private constructor(
    readonly organization: Organization,
    private readonly owners: OwnerRule,
  ) {}

  static async of(current: Pick<Current, 'db' | 'provider'>, id: string): Promise<ClientRoster> {
    const organization = await lockedOrganization(current, id);
    return new ClientRoster(organization, await OwnerRule.of(current.db, organization));
  }

  get room(): number {
    return this.organization.seats - this.organization.occupied;
  }

  takeOut(member: Ranked): Message | undefined {
    return this.owners.takeOut(member);
  }

  async count(current: Current, was: Ranked[], is: Ranked[]): Promise<void> {
    await adjust(current, this.organization.id, changeOf(was.map((member, i) => [member, is[i]])));
    await showOwner(current, this.organization);
  }
}

const LAST = say('One confirmed provider admin always remains. Make somebody else an admin first.');

/** The confirmed admins of a provider. */
class ProviderRoster implements Roster {
  readonly room = Number.POSITIVE_INFINITY;

  private constructor(
    private readonly providerId: string,
    private admins: number,
  ) {}

  static async of({ db }: Pick<Current, 'db'>, id: string): Promise<ProviderRoster> {
    const [{ admins }]: { admins: number }[] = await db.query(
      'SELECT confirmed_admins AS admins FROM providers WHERE id = ? FOR UPDATE',
      [id],
    );
    return new ProviderRoster(id, admins);
  }

  takeOut(member: Ranked): Message | undefined {
    if (!isAdmin(member)) return undefined;
    if (this.admins <= 1) return LAST;
    this.admins--;
    return undefined;
  }

  async count(current: Current, was: Ranked[], is: Ranked[]): Promise<void> {
    const change = is.filter(isAdmin).length - was.filter(isAdmin).length;
    if (change !== 0) await adjustAdmins(current, this.providerId, change);
  }
}

const isAdmin = ({ role, status }: Ranked): boolean => role === 'provider-admin' && status === 'confirmed';
