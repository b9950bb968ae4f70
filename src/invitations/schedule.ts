import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { record } from '../audit/record.js';
import { Member } from '../client-orgs/member.entity.js';
import { type MemberPlace, placeOfMember } from '../client-orgs/place.js';
import { Schedules } from '../database/schedules.js';
import { transaction } from '../database/transaction.js';
import { Clock } from '../web/clock.js';
import { byClientele } from '../web/current.js';
import { Invitation } from './invitation.entity.js';
import { InvitationLinks } from './links.service.js';
import { Troubles } from './troubles.js';

const BATCH = 100;

/** What time does to invitations: a reminder on the third day, and the end on the fifth. */
@Injectable()
export class InvitationSchedule implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: InvitationLinks,
    private readonly troubles: Troubles,
    private readonly schedules: Schedules,
  ) {}

  onModuleInit(): void {
    this.schedules.every(60, 'invitation schedule', () => this.run());
  }

  async run(): Promise<void> {
    for (const id of await this.due('remind_at')) await this.remind(id);
    for (const id of await this.due('expires_at')) await this.expire(id);
  }

  private async due(column: 'remind_at' | 'expires_at'): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM invitations WHERE state = 'open' AND ${column} <= ? ORDER BY ${column} LIMIT ${BATCH}`,
      [this.clock.now()],
    );
    return rows.map(({ id }) => id);
  }

  private remind(id: string): Promise<void> {
    return this.about(id, async (current, invitation, member, place) => {
      await current.db.update(Invitation, { id }, { remindAt: null });
      if (invitation.expiresAt <= current.now || member.trouble) return;
      await this.links.remind(current, member, place.providerId, invitation.expiresAt);
      await record(current, 'invitation.reminded', { id: member.id, name: member.email }, {}, place);
    });
  }

  private expire(id: string): Promise<void> {
    return this.about(id, async (current, _, member, place) => {
      await this.links.end(current, member.id, 'expired');
      await this.troubles.begin(current, member, place, 'expired');
    });
  }

  private about(
    id: string,
    work: (
      current: ReturnType<typeof byClientele>,
      invitation: Invitation,
      member: Member,
      place: MemberPlace,
    ) => Promise<void>,
  ): Promise<void> {
    return transaction(byClientele(this.dataSource.manager, this.clock.now()), async (current) => {
      const invitation = await current.db.findOneBy(Invitation, { id, state: 'open' });
      if (!invitation) return;
      const lock = { mode: 'pessimistic_write' } as const;
      const member = await current.db.findOne(Member, { where: { id: invitation.memberId, status: 'invited' }, lock });
      if (!member) return;
      await work(current, invitation, member, await placeOfMember(current.db, member));
    });
  }
}
