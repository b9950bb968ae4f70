import type { Multipart } from '@fastify/multipart';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { UploadedFile } from './uploaded-file.js';

const UPLOAD = 'upload';
const NOT_HERE = 415;
const TOO_LARGE = 413;

/** How many bytes of a form with files the handler reads at most; larger ones are refused with 413 before they are whole. */
export const TakesUpload = (bytes: number) => SetMetadata(UPLOAD, bytes);

/**
 * Reads forms with files, into memory and never onto a disk; only once the access guard let their sender through, and before the
 * origin guard asks for the form's token. Beside the fields, a file stands in the body under its field's name.
 */
@Injectable()
export class UploadGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!request.isMultipart()) return true;
    const bytes = this.reflector.get<number | undefined>(UPLOAD, context.getHandler());
    if (!bytes) throw refusal('no files are taken here', NOT_HERE);
    const limits = { fileSize: bytes, fieldSize: bytes, files: 1, fields: 50, parts: 50 };
    const body: Record<string, unknown> = {};
    for await (const part of request.parts({ limits })) {
      const before = body[part.fieldname];
      const value = await contentOf(part);
      body[part.fieldname] = before === undefined ? value : [before, value].flat();
    }
    request.body = body;
    return true;
  }
}

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
