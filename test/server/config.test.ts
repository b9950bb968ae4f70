import { describe, expect, test } from '@jest/globals';
import { PlainError, readConfig } from '../../src/config.js';

const KEY = Buffer.alloc(32, 1).toString('base64');
const LOCAL = { DATABASE_URL: 'mysql://root@localhost/clientele', SECRET_KEYS: KEY };
const PRODUCTION = {
  ...LOCAL,
  ...{ BASE_URL: 'https://portal.example.com', SMTP_URL: 'smtps://mail.example.com', MAIL_FROM: 'portal@example.com' },
};

/** What is wrong with these settings, one sentence each. */
function faults(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(PlainError);
    return (error as Error).message.split('\n- ').slice(1);
  }
}

describe('a server that others reach', () => {
  test('starts with its own address, database, keys and mail', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ local: false, smtpUrl: 'smtps://mail.example.com' });
  });

  test.each(['DATABASE_URL', 'SECRET_KEYS', 'SMTP_URL', 'MAIL_FROM'])(
    'does not start without %s, and says so',
    (name) => {
      const [fault, ...others] = faults({ ...PRODUCTION, [name]: '' });
      expect(fault).toMatch(new RegExp(`^${name} is missing`));
      expect(others).toEqual([]);
    },
  );

  test('is told of everything that is missing at once', () => {
    const named = faults({ BASE_URL: 'https://portal.example.com' }).map((fault) => fault.split(' ')[0]);
    expect(named).toEqual(['DATABASE_URL', 'SECRET_KEYS', 'SMTP_URL', 'MAIL_FROM']);
  });

  test('needs https', () => {
    expect(faults({ ...PRODUCTION, BASE_URL: 'http://portal.example.com' })).toEqual([
      'BASE_URL must begin with https:// unless it is this machine.',
    ]);
  });

  test('may listen for others', () => {
    expect(readConfig({ ...PRODUCTION, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  });
});

describe('a server on one’s own machine', () => {
  test('needs neither mail nor TLS, and listens on loopback', () => {
    expect(readConfig(LOCAL)).toMatchObject({ local: true, host: '127.0.0.1', port: 3000, smtpUrl: undefined });
    expect(readConfig({ ...LOCAL, PORT: '8080' }).baseUrl.href).toBe('http://localhost:8080/');
  });

  test('does not listen for others', () => {
    expect(faults({ ...LOCAL, HOST: '0.0.0.0' })).toEqual([expect.stringMatching(/^HOST opens the server to others/)]);
  });
});

describe('a setting that cannot be meant', () => {
  test.each([
    ['BASE_URL', 'https://portal.example.com/path'],
    ['BASE_URL', 'portal.example.com'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['SECRET_KEYS', 'short'],
    ['TRUST_PROXY', 'my-proxy'],
    ['MAIL_FROM', 'nobody'],
  ])('%s=%s is named', (name, value) => {
    expect(faults({ ...PRODUCTION, [name]: value })[0]).toMatch(new RegExp(`^${name}\\b`));
  });
});
