import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access } from '../../src/web/access.js';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Handler {
  name: string;
  paths: string[];
  access?: Access;
}

/** Every method of every controller that Nest made a route of. */
function handlers(): Handler[] {
  const controllers = [...world.get(ModulesContainer).values()].flatMap(({ controllers }) => [...controllers.values()]);
  return controllers.flatMap(({ metatype }) => {
    const { prototype, name } = metatype as { prototype: Record<string, object>; name: string };
    const of = (method: string) => prototype[method];
    return Object.getOwnPropertyNames(prototype)
      .filter((method) => method !== 'constructor' && Reflect.hasMetadata('path', of(method)))
      .map((method) => ({
        name: `${name}.${method}`,
        paths: [Reflect.getMetadata('path', of(method))].flat(),
        access: Reflect.getMetadata(ACCESS, of(method)),
      }));
  });
}

test('every handler states who may use it', () => {
  expect(handlers().length).toBeGreaterThan(30);
  expect(
    handlers()
      .filter(({ access }) => !access)
      .map(({ name }) => name),
  ).toEqual([]);
});

test('every route that the server answers is one of these handlers', () => {
  const stated = handlers().reduce((count, { paths }) => count + paths.length, 0);
  expect(world.routes).toHaveLength(stated);
});

test('every parameter of an address that is an id is called one, so that the guard reads it before any SQL', () => {
  const others = ['token', 'step', 'session', 'month', 'secret'];
  const parameters = world.routes.flatMap(({ path }) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name));
  expect([...new Set(parameters)].filter((name) => !name.endsWith('Id') && !others.includes(name))).toEqual([]);
});

test('a handler that asks for a right has a place in its address in which to have it', () => {
  const placed = /^\/(providers\/:providerId|organizations\/:orgId)(\/|$)/;
  const asking = handlers().filter(({ access }) => access?.kind === 'may').length;
  expect(world.routes.filter(({ path }) => placed.test(path))).toHaveLength(asking);
});
