import { Entity, ForeignKey, Index } from 'typeorm';
import { Code, Id, Time } from '../database/columns.js';

/** A form that was sent, so that the second time is answered with the first one's result. */
@Entity('form_uses')
@Index('form_uses_at', ['usedAt'])
export class FormUse {
  @Id()
  @ForeignKey('User', { name: 'form_uses_user', onDelete: 'CASCADE', onUpdate: 'RESTRICT' })
  userId: string;
  @Id() formId: string;
  @Code(36) result: string;
  @Time() usedAt: Date;
}
