import { Transform } from 'class-transformer';
import { Allow } from 'class-validator';
import { Optional, Verbatim } from '../web/fields.js';
import { FormOnce } from '../web/form.js';
import { say } from '../web/message.js';
import { NeverShownAgain } from '../web/never-shown-again.js';
import { refuseField } from '../web/refusal.js';
import { UploadedFile } from '../web/uploaded-file.js';
import { LIMITS } from './limits.js';
import type { Upload } from './staging.service.js';

export const UPLOAD_BYTES = LIMITS.bytes;

/** The file, and what goes with it in the form. */
export class UploadForm extends FormOnce {
  @Allow() @Transform(({ obj }) => obj.file) file?: UploadedFile | '';
  /** In place of a file. */
  @Allow() pasted?: string;
  @Optional(30) format?: string;
  @NeverShownAgain() @Verbatim({ max: 500 }) filePassword = '';
  /** Under which everything goes. */
  @Optional(36) collectionId?: string;
}

/** @throws Refusal where neither a file was chosen nor anything pasted */
export function uploadOf({ file, pasted, format, filePassword, collectionId }: UploadForm): Upload {
  const bytes = file instanceof UploadedFile ? file.bytes : Buffer.from(typeof pasted === 'string' ? pasted : '');
  if (bytes.length === 0) throw refuseField('file', say('Choose a file that is not empty, or paste its content.'));
  return { file: bytes, format, password: filePassword, collectionId };
}
