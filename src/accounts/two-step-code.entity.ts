import { Entity, ForeignKey } from 'typeorm';
import { FixedKey, Id, Time } from '../database/columns.js';

/** A recovery code of two-step login; worth one sign-in. */
@Entity('two_step_codes')
export class TwoStepCode {
  @Id()
  @ForeignKey('User', { name: 'two_step_codes_user', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  userId: string;
  @FixedKey(64) codeHash: string;
  @Time() createdAt: Date;
  @Time({ nullable: true }) usedAt: Date | null;
}
