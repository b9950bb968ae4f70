import {
  createParamDecorator,
  type ExecutionContext,
  HttpStatus,
  type PipeTransform,
  SetMetadata,
} from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { Formed, messageOf, NOT_OURS } from './fields.js';
import type { Message } from './message.js';
import { Refusal } from './refusal.js';
import { UploadedFile } from './uploaded-file.js';

type FormClass = new () => object;

/** Parses body or query into the parameter's own class; a field that is not right becomes a refusal at that field. */
const parse: PipeTransform = {
  async transform(input: unknown, { metatype }) {
    const form = plainToInstance(metatype as FormClass, onlyText(input), { exposeDefaultValues: true });
    const errors = await validate(form, { stopAtFirstError: true, whitelist: true, forbidUnknownValues: false });
    if (errors.length === 0) return form;
    const fields: Record<string, Message> = {};
    for (const error of errors) fields[error.property] = messageOf(error);
    throw new Refusal(undefined, fields);
  },
};

/** Nothing is done yet, and who sent the form goes on typing: its page is shown with all that was typed, secrets too. */
export class Preview extends Refusal {}

/** The Preview button. */
const preview: PipeTransform = {
  transform(input: { preview?: unknown } | undefined) {
    if (input?.preview) throw new Preview(NOT_OURS, {}, HttpStatus.OK);
    return input;
  },
};

/** Repeated names of a form arrive as arrays, everything else is text or a file; nested objects cannot be posted. */
function onlyText(input: unknown): Record<string, unknown> {
  const fields = typeof input === 'object' && input !== null ? input : {};
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => typeof value === 'string' || Array.isArray(value) || value instanceof UploadedFile,
    ),
  );
}

const part = (name: 'body' | 'query') =>
  createParamDecorator(
    (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>()[name],
  );

/** The posted form as an instance of the parameter's class. */
export const Form = () => part('body')(preview, parse);
/** The address's query as an instance of the parameter's class. */
export const Query = () => part('query')(parse);

export const ON_REFUSAL = 'on-refusal';
/** Names the handler of the page that the form came from; a refusal shows it again with the values and the reasons. */
export const OnRefusal = (handler: string) => SetMetadata(ON_REFUSAL, handler);

/** What every form of ours carries besides its own fields. */
export class FormOnce {
  /** Random for each time the form is shown, so that sending it twice does the act once. */
  @Formed() formId: string;
}
