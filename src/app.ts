import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import view from '@fastify/view';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { DataSource } from 'typeorm';
import { registerSessions } from './accounts/session.plugin.js';
import { AppModule, REAL } from './app.module.js';
import type { Config } from './config.js';
import { SecretBox } from './keys/seal.js';
import { ErrorFilter } from './web/error.filter.js';
import { handlebars, partials, VIEWS } from './web/views.js';

const BODY_LIMIT = 1024 * 1024;
/** For one request to arrive: a file of 64 MiB needs nine minutes where a megabit goes out in a second. */
const SENDING = 10 * 60 * 1000;
const PUBLIC = fileURLToPath(new URL('../public/', import.meta.url));
const MODULES = fileURLToPath(new URL('../node_modules/', import.meta.url));
const YEAR = 365 * 24 * 3600;

/** The whole server, not yet listening: for main.ts and for tests. */
export async function buildApp(config: Config, dataSource: DataSource, seams = REAL): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    // Structured lines on stdout. No request log of Fastify's: addresses may hold tokens.
    logger: config.logLevel === 'silent' ? false : { level: config.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: BODY_LIMIT,
    requestTimeout: SENDING,
    trustProxy: config.trustProxy.length > 0 ? config.trustProxy : false,
    rewriteUrl: methodOverride,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      void app.get(ErrorFilter).write(error, request, reply),
    routerOptions: { ignoreTrailingSlash: false, maxParamLength: 200 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, dataSource, seams), adapter, {
    logger: ['warn', 'error', 'fatal'],
    abortOnError: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  await app.register(helmet as never, headers(config));
  await app.register(compress as never, { threshold: 1024, encodings: ['gzip', 'identity'] });
  await app.register(multipart as never);
  await app.register(assets as never, { dev: config.dev });
  await app.register(cookie as never, {
    secret: app
      .get(SecretBox)
      .keys('cookies')
      .map((key) => key.toString('base64')),
  });
  await registerSessions(app, config);
  await app.register(view as never, {
    engine: { handlebars },
    root: VIEWS,
    viewExt: 'hbs',
    production: !config.dev,
    maxCache: 10_000,
    options: { partials: partials(), compileOptions: { preventIndent: true } },
  });
  fastify.addHook('onResponse', logRequest);
  app.useGlobalFilters(app.get(ErrorFilter));
  return app;
}

/** Files of the browser, in a scope of their own: the session hook added later does not reach them. */
async function assets(scope: FastifyInstance, { dev }: { dev: boolean }): Promise<void> {
  const cache = { maxAge: dev ? 0 : YEAR * 1000, immutable: !dev };
  await scope.register(fastifyStatic, { root: `${MODULES}@picocss/pico/css`, prefix: '/assets/pico/', ...cache });
  await scope.register(fastifyStatic, {
    root: `${MODULES}htmx.org/dist`,
    prefix: '/assets/htmx/',
    decorateReply: false,
    ...cache,
  });
  await scope.register(fastifyStatic, { root: PUBLIC, prefix: '/assets/', decorateReply: false, ...cache });
}

/** A request is named by its route's pattern, since addresses may hold tokens. */
async function logRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.routeOptions.url?.startsWith('/assets/')) return;
  request.log.info({
    method: request.method,
    route: request.routeOptions.url ?? 'none',
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime),
  });
}

/** Forms can only post; `?_method=delete` lets one reach a DELETE route. */
function methodOverride(request: { method?: string; url?: string }): string {
  const url = request.url ?? '/';
  const found = request.method === 'POST' && /[?&]_method=(delete|put|patch)$/.exec(url);
  if (!found) return url;
  request.method = found[1].toUpperCase();
  return url.slice(0, found.index);
}

function headers(config: Config) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: config.local ? false : { maxAge: YEAR, includeSubDomains: false },
  };
}
