import { escapeId } from 'mysql2';
import type { DataSource } from 'typeorm';
import type { Config } from '../../config.js';
import { sealedColumns, sealedPlace } from '../../database/sealed.js';
import { KeyError } from '../../keys/key-error.js';
import { SecretBox } from '../../keys/seal.js';
import { type Finding, fine, note, some, wrong } from '../finding.js';
import { sealedUnder } from '../rotation.js';

const SAMPLE = 1000;
/** 32 random bytes have some 30 different ones; fewer than 16 come once in 10²⁰ times. */
const FEWEST_BYTES = 16;

/** Are the keys random, and do they open what is sealed? */
export async function secrets(dataSource: DataSource, { secretKeys }: Config): Promise<Finding[]> {
  const weak = secretKeys.findIndex((key) => new Set(Buffer.from(key, 'base64')).size < FEWEST_BYTES);
  const findings =
    weak < 0
      ? []
      : [
          wrong(
            `Key ${weak + 1} of SECRET_KEYS is not random. Put a key of openssl rand -base64 32 before it, restart the portal and run bin/rotate-secrets.`,
          ),
        ];
  const box = new SecretBox(secretKeys);
  const under = await sealedUnder({ dataSource, box });
  for (const [id, count] of under)
    if (!box.ids().includes(id))
      findings.push(
        wrong(
          `${some(count, 'secret is', 'secrets are')} sealed under a key that is not in SECRET_KEYS (its id is ${id}). Put that key back at the end of the list.`,
        ),
      );
  const changed = await unopened(dataSource, box);
  if (changed > 0)
    findings.push(
      wrong(
        `${some(changed, 'sealed secret was', 'sealed secrets were')} changed and ${changed === 1 ? 'does' : 'do'} not open. Restore a backup from before that, or do anew what they belong to.`,
      ),
    );
  const [, ...older] = box.ids();
  const left = older.reduce((sum, id) => sum + (under.get(id) ?? 0), 0);
  if (left > 0)
    findings.push(
      note(`${some(left, 'secret is', 'secrets are')} still sealed under an older key. Run bin/rotate-secrets.`),
    );
  else if (older.length > 0)
    findings.push(
      note(
        'Nothing is sealed under the older secret keys. A week after the rotation, take them away with bin/rotate-secrets --finish.',
      ),
    );
  return findings.some(({ kind }) => kind === 'wrong')
    ? findings
    : [...findings, fine('The secret keys open what is sealed.')];
}

/** Of the first thousand of each column: what its key does not open. */
async function unopened(dataSource: DataSource, box: SecretBox): Promise<number> {
  let found = 0;
  for (const { table, column, key } of sealedColumns(dataSource)) {
    const [row, name] = [escapeId(key), escapeId(column)];
    const rows: { id: string; sealed: string }[] = await dataSource.query(
      `SELECT ${row} AS id, ${name} AS sealed FROM ${escapeId(table)} WHERE LEFT(${name}, 8) IN (?) LIMIT ${SAMPLE}`,
      [box.ids()],
    );
    found += rows.filter(({ id, sealed }) => !opens(box, sealed, sealedPlace(`${table}.${column}`, id))).length;
  }
  return found;
}

function opens(box: SecretBox, sealed: string, place: string): boolean {
  try {
    box.open(sealed, place);
    return true;
  } catch (error) {
    if (error instanceof KeyError) return false;
    throw error;
  }
}
