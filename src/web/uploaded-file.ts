import type { MultipartFile } from '@fastify/multipart';

/** A file that came with a form, in memory. */
export class UploadedFile {
  constructor(
    readonly name: string,
    readonly bytes: Buffer,
  ) {}
}

/** Larger files are refused with 413 before they are whole. */
const LARGEST = 4 * 1024 * 1024;

/** How forms with files are read: beside the fields, a file stands in the body under its field's name. */
export const MULTIPART = {
  attachFieldsToBody: 'keyValues' as const,
  limits: { fileSize: LARGEST, files: 1, fields: 50, parts: 50, fieldSize: 100_000 },
  async onFile(part: MultipartFile): Promise<void> {
    const bytes = await part.toBuffer();
    // A browser sends an empty file for a field in which none was chosen.
    const value = part.filename ? new UploadedFile(part.filename, bytes) : '';
    Object.assign(part, { value });
  },
};
