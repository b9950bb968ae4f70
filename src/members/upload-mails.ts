import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { record } from '../audit/record.js';
import type { Member } from '../client-orgs/member.entity.js';
import { Schedules } from '../database/schedules.js';
import { transaction } from '../database/transaction.js';
import { ratesNow } from '../invitations/invitation-rates.js';
import { InvitationLinks } from '../invitations/links.service.js';
import { Clock } from '../web/clock.js';
import { byClientele, type Current } from '../web/current.js';
import { groupsOfMembers } from './member-groups.js';
import { recordInvited } from './new-members.service.js';
import { StagedMember } from './staged-member.entity.js';
import { MemberUpload } from './upload.entity.js';

const BATCH = 100;
/** Of a provider's day, for people who are invited one by one meanwhile, such as the owners of new clients. */
const KEPT = 250;
const UNFINISHED_FOR = 3600 * 1000;
/** Moved behind all rows of a file. */
const LATER = 100_000_000;

interface Waiting extends Pick<Member, 'id' | 'email' | 'role'> {
  number: number;
  /** Invited, and without an invitation so far. */
  due: number;
}

/** Mails the people of uploads, as many as the provider's day allows; what is left goes on where it was, also after a restart. */
@Injectable()
export class UploadMails implements OnModuleInit {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly links: InvitationLinks,
    private readonly schedules: Schedules,
  ) {}

  onModuleInit(): void {
    this.schedules.every(3, 'member uploads', () => this.run());
  }

  async run(): Promise<void> {
    const { manager } = this.dataSource;
    const live = await manager.find(MemberUpload, {
      select: { id: true },
      where: { state: 'live' },
      order: { id: 'ASC' },
    });
    for (const { id } of live) while (await this.step(id));
    const before = new Date(this.clock.now().getTime() - UNFINISHED_FOR);
    await manager.query("DELETE FROM member_uploads WHERE state = 'staged' AND started_at <= ?", [before]);
  }

  /** One batch. @returns whether there is more to do now */
  private step(id: string): Promise<boolean> {
    return transaction(byClientele(this.dataSource.manager, this.clock.now()), async (current) => {
      const lock = { mode: 'pessimistic_write' } as const;
      const upload = await current.db.findOne(MemberUpload, { where: { id, state: 'live' }, lock });
      if (!upload) return false;
      const [{ providerId }]: { providerId: string }[] = await current.db.query(
        'SELECT provider_id AS providerId FROM organizations WHERE id = ?',
        [upload.organizationId],
      );
      const starter = { actor: { id: upload.startedBy, name: upload.starterName }, capacity: upload.capacity };
      return this.batch({ ...current, ...starter }, upload, providerId);
    });
  }

  private async batch(current: Current, upload: MemberUpload, providerId: string): Promise<boolean> {
    const { id: uploadId, organizationId } = upload;
    const logs = { organizationId, providerId };
    const rows = await this.next(current, uploadId);
    const emails = rows.filter(({ due }) => due).map(({ email }) => email);
    const { left, full } =
      emails.length > 0 ? await ratesNow(current, emails, providerId) : { left: 0, full: new Set() };
    const due = rows.filter(({ due, email }) => due && !full.has(email)).slice(0, Math.max(0, left - KEPT));
    await this.links.mail(current, due, providerId);
    const groups = await groupsOfMembers(current.db, due, 100_000);
    for (const member of due) {
      const names = (groups.get(member.id) ?? []).map((name) => ({ name }));
      await recordInvited(current, member, names, logs);
    }
    const settled = [...due, ...rows.filter((row) => !row.due)].map(({ number }) => number);
    if (settled.length > 0) await current.db.delete(StagedMember, { uploadId, number: In(settled) });
    await current.db.increment(MemberUpload, { id: uploadId }, 'done', settled.length);
    const later = rows.filter(({ email, number }) => full.has(email) && number < LATER).map(({ number }) => number);
    if (later.length > 0) {
      await current.db.query('UPDATE staged_members SET number = number + ? WHERE upload_id = ? AND number IN (?)', [
        ...[LATER, uploadId, later],
      ]);
    }
    if (await current.db.existsBy(StagedMember, { uploadId })) return settled.length + later.length > 0;
    await current.db.update(MemberUpload, { id: uploadId }, { state: 'finished', finishedAt: current.now });
    await record(current, 'upload.finished', { id: uploadId, name: upload.fileName }, { count: upload.total }, logs);
    return false;
  }

  private next({ db }: Current, uploadId: string): Promise<Waiting[]> {
    return db.query(
      `SELECT s.number, s.member_id AS id, COALESCE(m.email, s.email) AS email, s.role,
        m.status = 'invited' AND m.trouble IS NULL AND NOT EXISTS (SELECT 1 FROM invitations i WHERE i.member_id = m.id) AS due
       FROM staged_members s LEFT JOIN members m ON m.id = s.member_id
       WHERE s.upload_id = ? ORDER BY s.number LIMIT ${BATCH}`,
      [uploadId],
    );
  }
}
