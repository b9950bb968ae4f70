import { readdirSync, readFileSync } from 'node:fs';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOLDER = new URL('../../migrations/', import.meta.url);

/** Every file of `migrations/` as a TypeORM migration: `1764000001-users.sql` holds hand-written SQL, `;` ends a statement. */
export function migrations(): (new () => MigrationInterface)[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const name = `${file.slice(file.indexOf('-') + 1, -4)}${file.slice(0, file.indexOf('-'))}000`;
      return class implements MigrationInterface {
        readonly name = name;
        async up(runner: QueryRunner): Promise<void> {
          const sql = readFileSync(new URL(file, FOLDER), 'utf8');
          for (const statement of sql.split(/;\s*$/m)) if (statement.trim()) await runner.query(statement);
        }
        async down(): Promise<void> {
          throw new Error('Migrations only go forward; bin/restore brings back the backup made before one.');
        }
      };
    });
}
