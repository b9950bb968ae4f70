import { finished } from 'node:stream';
import type { Multipart } from '@fastify/multipart';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonCurrent } from './current.js';
import { say } from './message.js';
import { Refusal } from './refusal.js';
import { UploadedFile } from './uploaded-file.js';

const UPLOAD = 'upload';
const NO_LENGTH = 411;
const TOO_LARGE = 413;
const NOT_HERE = 415;

const MIB = 1024 * 1024;
/** For all that goes with the file. */
const BESIDE = MIB;
/** For all forms with files that are read or worked on at the same time: four of the largest. */
const ROOM = 260 * MIB;
/** Nobody keeps all others from theirs. */
const ROOM_OF_ONE = ROOM / 2;
const FULL = new Refusal(say('Too many files are being sent at this moment. Try again in a minute.'), {}, 503, 60);

/** How many bytes the file of a form may have that the handler reads; larger forms are refused with 413 before they are read. */
export const TakesUpload = (bytes: number) => SetMetadata(UPLOAD, bytes);

/**
 * Reads forms with files, into memory and never onto a disk; only once the access guard let their sender through, and before the
 * origin guard asks for the form's token. Beside the fields, a file stands in the body under its field's name.
 */
@Injectable()
export class UploadGuard implements CanActivate {
  /** Bytes of the forms that are in memory or on their way there, by the person who sends them. */
  private readonly held = new Map<string, number>();

  constructor(private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!request.isMultipart()) return true;
    const bytes = this.reflector.get<number | undefined>(UPLOAD, context.getHandler());
    if (!bytes) throw refusal('no files are taken here', NOT_HERE);
    this.hold(request, context.switchToHttp().getResponse<FastifyReply>(), bytes + BESIDE);
    const limits = { fileSize: bytes, fieldSize: bytes, files: 1, fields: 50, parts: 50 };
    const body: Record<string, unknown> = {};
    for await (const part of request.parts({ limits, isPartAFile })) {
      const before = body[part.fieldname];
      const value = await contentOf(part);
      body[part.fieldname] = before === undefined ? value : [before, value].flat();
    }
    request.body = body;
    return true;
  }

  /** Takes as much room as the form says that it needs, which HTTP holds it to, until it is answered. */
  private hold({ headers, current }: FastifyRequest, { raw }: FastifyReply, most: number): void {
    const size = Number(headers['content-length']);
    if (!size) throw refusal('the form does not say how long it is', NO_LENGTH);
    if (size > most) throw refusal('the form is too large', TOO_LARGE);
    const id = (current as PersonCurrent).person.id;
    const all = [...this.held.values()].reduce((sum, bytes) => sum + bytes, size);
    const own = (this.held.get(id) ?? 0) + size;
    if (all > ROOM || own > ROOM_OF_ONE) throw FULL;
    this.held.set(id, own);
    finished(raw, () => {
      const left = (this.held.get(id) ?? 0) - size;
      if (left > 0) this.held.set(id, left);
      else this.held.delete(id);
    });
  }
}

/** All but plain text: a field that calls itself JSON would be parsed, whatever it holds. */
const isPartAFile = (_: string | undefined, type: string | undefined, name: string | undefined) =>
  name !== undefined || type !== 'text/plain';

async function contentOf(part: Multipart): Promise<unknown> {
  if (part.type === 'file') {
    const bytes = await part.toBuffer();
    // A browser sends an empty file for a field in which none was chosen.
    return part.filename ? new UploadedFile(part.filename, bytes) : '';
  }
  if (part.valueTruncated) throw refusal('a field is too long', TOO_LARGE);
  return part.value;
}

const refusal = (words: string, statusCode: number) => Object.assign(new Error(words), { statusCode });
