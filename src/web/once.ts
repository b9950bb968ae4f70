import { isDuplicate, transaction } from '../database/transaction.js';
import type { PersonCurrent } from './current.js';
import { FormUse } from './form-use.entity.js';

/**
 * Does `act` once for each form that was shown, in one transaction with the note that it was done.
 * @returns the id that `act` gave, the first one's when the form comes again
 */
export function once<C extends PersonCurrent>(
  current: C,
  formId: string,
  act: (current: C) => Promise<string>,
): Promise<string> {
  const use = { userId: current.person.id, formId };
  return transaction(current, async (current) => {
    try {
      await current.db.insert(FormUse, { ...use, result: '', usedAt: current.now });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return (await current.db.findOneByOrFail(FormUse, use)).result;
    }
    const result = await act(current);
    await current.db.update(FormUse, use, { result });
    return result;
  });
}
