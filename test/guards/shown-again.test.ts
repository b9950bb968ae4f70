import { expect, test } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import { secretFields } from '../../src/web/never-shown-again.js';
import '../../src/app.module.js';

const SECRET = /password|recovery|secret|seed|code$/i;
const OPEN = ['postalCode'];

interface Rule {
  target: { name: string; prototype: object };
  propertyName: string;
}

test('what is called a password, a code or a secret is in no page that refuses its form', () => {
  const { validationMetadatas } = getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, Rule[]> };
  const fields = [...validationMetadatas.values()].flat().filter(({ propertyName }) => SECRET.test(propertyName));
  expect(fields.length).toBeGreaterThan(20);
  const shown = fields.filter(({ target, propertyName }) => !secretFields(target.prototype).includes(propertyName));
  expect(new Set(shown.map(({ propertyName }) => propertyName))).toEqual(new Set(OPEN));
});
