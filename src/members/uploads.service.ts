import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { record } from '../audit/record.js';
import { adjust } from '../client-orgs/counters.js';
import type { Member } from '../client-orgs/member.entity.js';
import { isDuplicate } from '../database/transaction.js';
import { ProviderActs } from '../invitations/provider-acts.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { once } from '../web/once.js';
import { NotThere, refuse } from '../web/refusal.js';
import type { UploadedFile } from '../web/uploaded-file.js';
import { checkSeats } from './seat-check.js';
import { StagedMember } from './staged-member.entity.js';
import { MemberUpload } from './upload.entity.js';
import { type Checked, type Problem, UploadCheck } from './upload-check.js';
import { readUpload } from './upload-file.js';

const BATCH = 500;
const CHANGED = say('What you may give has changed meanwhile. Nobody was invited; send the file again.');

/**
 * Inviting up to 5,000 people with a file. Their rows are staged in batches under a head that is not live yet; one transaction
 * makes all of them members; then their invitations go out little by little, see upload-mails.ts.
 */
@Injectable()
export class Uploads {
  constructor(private readonly acts: ProviderActs) {}

  find({ db, client }: ClientCurrent, id: string): Promise<MemberUpload> {
    return db.findOneBy(MemberUpload, { id, organizationId: client.id }).then((found) => {
      if (!found || found.state === 'staged') throw new NotThere();
      return found;
    });
  }

  /** The last ones. */
  recent({ db, client }: ClientCurrent): Promise<MemberUpload[]> {
    const where = [
      { organizationId: client.id, state: 'live' as const },
      { organizationId: client.id, state: 'finished' as const },
    ];
    return db.find(MemberUpload, { where, order: { id: 'DESC' }, take: 10 });
  }

  /** @returns the upload's id, or what is wrong with the file's rows: then nothing was done */
  async start(current: ClientCurrent, formId: string, file: UploadedFile): Promise<string | Problem[]> {
    const rows = readUpload(file);
    const check = await UploadCheck.of(current, rows);
    const checked = rows.map((row) => check.row(row));
    if (check.problems.length > 0) return check.problems;
    const id = await this.stage(current, file.name, checked);
    try {
      const live = await once(current, formId, async (current) => {
        await checkSeats(current, checked.length);
        if (!(await check.holds(current, checked))) throw refuse(CHANGED);
        return this.goLive(current, id, file.name, checked.length);
      });
      if (live !== id) await current.db.delete(MemberUpload, { id });
      return live;
    } catch (error) {
      await current.db.delete(MemberUpload, { id });
      if (error instanceof NotThere) throw refuse(CHANGED);
      throw isDuplicate(error)
        ? refuse(say('Somebody invited one of these people meanwhile. Send the file again.'))
        : error;
    }
  }

  private async stage(current: ClientCurrent, fileName: string, rows: Checked[]): Promise<string> {
    const id = uuid();
    await current.db.insert(MemberUpload, {
      ...{ id, organizationId: current.client.id, state: 'staged', fileName: fileName.slice(-200) },
      ...{ total: rows.length, done: 0, finishedAt: null, startedAt: current.now },
      ...{ startedBy: current.person.id, starterName: current.actor.name, capacity: current.capacity },
    });
    for (let from = 0; from < rows.length; from += BATCH) {
      const batch = rows.slice(from, from + BATCH).map((row) => ({ ...row, uploadId: id }));
      await current.db.insert(StagedMember, batch as never);
    }
    return id;
  }

  /** All at once: seats, members, their groups and access. */
  private async goLive(current: ClientCurrent, uploadId: string, name: string, count: number): Promise<string> {
    const { db, client, now, person } = current;
    await db.query(
      `INSERT INTO members (id, organization_id, email, name, search, role, permissions, status, invited_by, invited_at)
       SELECT member_id, ?, email, name, search, role, '', 'invited', ?, ? FROM staged_members WHERE upload_id = ?`,
      [client.id, person.id, now, uploadId],
    );
    await db.query(
      `INSERT INTO group_members (group_id, member_id)
       SELECT g.id, s.member_id FROM staged_members s,
        JSON_TABLE(s.group_ids, '$[*]' COLUMNS (id CHAR(36) PATH '$')) g WHERE s.upload_id = ?`,
      [uploadId],
    );
    await db.query(
      `INSERT INTO member_access (collection_id, member_id, level)
       SELECT a.id, s.member_id, a.level FROM staged_members s,
        JSON_TABLE(s.access, '$[*]' COLUMNS (id CHAR(36) PATH '$.collectionId', level INT PATH '$.level')) a WHERE s.upload_id = ?`,
      [uploadId],
    );
    await adjust(current, client.id, { occupied: count });
    await db.update(MemberUpload, { id: uploadId }, { state: 'live' });
    const given: Pick<Member, 'id' | 'role'>[] = await db.query(
      'SELECT member_id AS id, role FROM staged_members WHERE upload_id = ?',
      [uploadId],
    );
    await this.acts.gaveRole(current, given);
    await record(current, 'upload.started', { id: uploadId, name }, { count });
    return uploadId;
  }
}
