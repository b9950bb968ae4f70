import { Injectable } from '@nestjs/common';
import { Collections } from '../collections/collections.service.js';
import { ownAccess } from '../collections/effective-access.js';
import { toTheNew } from '../collections/giving.js';
import { Grants } from '../collections/grants.service.js';
import { EVERYTHING } from '../collections/levels.js';
import { nameKey, tidy } from '../collections/names.js';
import type { ClientCurrent } from '../web/current.js';
import { say } from '../web/message.js';
import { NotAllowed, Refusal, refuse } from '../web/refusal.js';
import { Groups } from './groups.service.js';
import type { StarterForm } from './starter.form.js';

const EDIT = 7;

/** A first set of groups and collections, from the names of a customer's departments and functions. */
@Injectable()
export class Starter {
  constructor(
    private readonly groups: Groups,
    private readonly collections: Collections,
    private readonly grants: Grants,
  ) {}

  /** In the transaction of the form. @returns how many of each were made */
  async begin(current: ClientCurrent, form: StarterForm): Promise<{ groups: number; collections: number }> {
    if (!current.rights.has('collections.create')) throw new NotAllowed(say('an owner or an admin'));
    const own = form.own === 'yes' ? form.departments : [];
    const names = [...own, ...form.functions].map(tidy).filter(Boolean);
    if (form.departments.length + names.length === 0) {
      throw refuse(say('Type a department or a function, one a line.'));
    }
    await this.refuseDuplicates(current, form.departments, names);
    const managers = await this.managers(current);
    const made = new Map<string, string>();
    for (const name of names) {
      const wishes = { name, inside: '', who: [], to: managers, level: EVERYTHING, formId: '' };
      made.set(nameKey(name), (await this.collections.create(current, wishes)).id);
    }
    const changes = [];
    for (const name of form.departments) {
      const { id } = await this.groups.create(current, { name, who: [] });
      const collectionId = own.length > 0 ? made.get(nameKey(tidy(name))) : undefined;
      if (collectionId) changes.push({ collectionId, kind: 'group' as const, id, level: EDIT });
    }
    await this.grants.give(current, changes, toTheNew);
    return { groups: form.departments.length, collections: names.length };
  }

  /** Where owners and admins do not manage everything, who makes a collection manages it. */
  private async managers(current: ClientCurrent) {
    const { everywhere } = await ownAccess(current);
    return everywhere || !current.membership ? [] : [{ kind: 'member' as const, id: current.membership.memberId }];
  }

  private async refuseDuplicates({ db, client }: ClientCurrent, groups: string[], collections: string[]) {
    const taken = async (table: string, names: string[]): Promise<string[]> => {
      const keys = names.map(nameKey);
      const twice = names.filter((_, at) => keys.indexOf(keys[at]) !== at);
      if (names.length === 0) return [];
      const there: { name: string }[] = await db.query(
        `SELECT name FROM ${table} WHERE organization_id = ? AND name_key IN (?) ORDER BY name`,
        [client.id, keys],
      );
      return [...new Set([...twice, ...there.map(({ name }) => name)])];
    };
    const found = {
      departments: await taken('member_groups', groups),
      functions: await taken('collections', collections),
    };
    const fields = Object.entries(found).filter(([, names]) => names.length > 0);
    if (fields.length === 0) return;
    const message = (names: string[]) => say('There twice, or already: {{names}}.', { names: names.join(', ') });
    throw new Refusal(undefined, Object.fromEntries(fields.map(([field, names]) => [field, message(names)])));
  }
}
