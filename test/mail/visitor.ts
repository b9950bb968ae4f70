import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { Setup } from '../../src/providers/setup.service.js';
import { byOperator } from '../../src/web/current.js';

const PASSWORD = 'gravel-otter-mandolin-quartz';

/** A browser as far as these tests need one: it keeps cookies. */
export class Visitor {
  constructor(
    private readonly app: NestFastifyApplication,
    readonly cookies = new Map<string, string>(),
  ) {}

  get(url: string) {
    return this.ask('GET', url);
  }

  post(url: string, fields: Record<string, string>) {
    return this.ask('POST', url, new URLSearchParams(fields).toString());
  }

  /** Sets up a provider and stays signed in as its admin. @returns the provider's id */
  async setUpProvider(name: string): Promise<string> {
    const current = byOperator(this.app.get(DataSource).manager, new Date());
    await this.get(`/setup/${await this.app.get(Setup).makeLink(current)}`);
    const email = `${name}@msp.example`;
    const answer = await this.post('/setup', {
      ...{ providerName: `Provider ${name}`, name: 'Åsa', email, emailAgain: email },
      ...{ password: PASSWORD, passwordAgain: PASSWORD, locale: 'en', timeZone: 'UTC', currency: 'SEK' },
      ...{ teamsMinimum: '0', teamsPrice: '4', enterpriseMinimum: '0', enterprisePrice: '6' },
    });
    return /^\/providers\/([^/]+)/.exec(String(answer.headers.location))?.[1] as string;
  }

  private async ask(method: 'GET' | 'POST', url: string, payload?: string) {
    const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin', cookie: this.cookieHeader() };
    if (payload) headers['content-type'] = 'application/x-www-form-urlencoded';
    const answer = await this.app.inject({ method, url, payload, headers });
    for (const { name, value } of answer.cookies) this.cookies.set(name, encodeURIComponent(value));
    return answer;
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}
