import { Controller, Get, Headers, Inject, Ip, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.js';
import { FromElsewhere } from './access.js';
import { NotThere } from './refusal.js';

/** For the machines that watch this one. */
@Controller()
export class HealthController {
  private readonly gauges = new Registry();

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    collectDefaultMetrics({ register: this.gauges });
  }

  @Get('healthz')
  @FromElsewhere()
  alive() {
    return { status: 'alive' };
  }

  @Get('readyz')
  @FromElsewhere()
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const ready = await this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    reply.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'the database does not answer' };
  }

  /** Prometheus metrics: from this machine, or with METRICS_TOKEN. */
  @Get('metrics')
  @FromElsewhere()
  metrics(
    @Ip() ip: string,
    @Headers('authorization') authorization = '',
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const token = this.config.metricsToken;
    if (token ? authorization !== `Bearer ${token}` : !(ip === '::1' || ip.startsWith('127.'))) throw new NotThere();
    reply.type(this.gauges.contentType);
    return this.gauges.metrics();
  }
}
