import type { ColumnOptions, DataSource } from 'typeorm';
import { Code } from './columns.js';

/** A column whose values are sealed under SECRET_KEYS. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The table's primary key, one column. */
  key: string;
}

// biome-ignore lint/complexity/noBannedTypes: what a decorator is given
const declared: { entity: Function; property: string }[] = [];

/**
 * A secret that the server itself holds, sealed by the `SecretBox` for `sealedPlace(table.column, id)`. Rotating the keys finds every
 * column that says so.
 */
export const Sealed =
  (length: number, options: ColumnOptions = {}) =>
  (target: object, property: string): void => {
    Code(length, options)(target, property);
    declared.push({ entity: target.constructor, property });
  };

/** What a value is sealed for: the row it is in, so that it opens nowhere else. */
export const sealedPlace = (column: string, id: string): string => `${column} ${id}`;

/** Every sealed column of the tables that this process knows. */
export const sealedColumns = (dataSource: DataSource): SealedColumn[] =>
  declared.map(({ entity, property }) => {
    const metadata = dataSource.getMetadata(entity);
    const column = metadata.columns.find(({ propertyName }) => propertyName === property)?.databaseName as string;
    return { table: metadata.tableName, column, key: metadata.primaryColumns[0].databaseName };
  });
