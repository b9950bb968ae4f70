import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface LogLine {
  level: string;
  said: unknown[];
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** Keeps what Fastify and Nest log: a silent Fastify has one logger that says nothing, and hands it to every request. */
export function recordLog(app: NestFastifyApplication): LogLine[] {
  const lines: LogLine[] = [];
  const writer =
    (level: string) =>
    (...said: unknown[]) =>
      void lines.push({ level, said });
  const { log } = app.getHttpAdapter().getInstance();
  for (const level of LEVELS) log[level] = writer(level) as never;
  Logger.overrideLogger({ log: () => {}, error: writer('error'), warn: writer('warn'), fatal: writer('fatal') });
  return lines;
}
