import { applyDecorators } from '@nestjs/common';
import { Column, type ColumnOptions, ForeignKey, PrimaryColumn } from 'typeorm';

/** UUIDv7 in text: readable in a SQL shell, ascii_bin so that case and blanks count. */
const uuid: ColumnOptions = { type: 'char', length: 36, charset: 'ascii', collation: 'ascii_bin' };

export const Id = () => PrimaryColumn(uuid as never);
export const Ref = (options: ColumnOptions = {}) => Column({ ...uuid, ...options } as ColumnOptions);

/** A reference that the database keeps: to the entity of that name, under the constraint's name. */
export const Refers = (
  entity: string,
  name: string,
  onDelete: 'CASCADE' | 'RESTRICT' | 'SET NULL',
  options: ColumnOptions = {},
) => applyDecorators(Ref(options), ForeignKey(entity, { name, onDelete, onUpdate: 'RESTRICT' }));

const code = (length: number): ColumnOptions => ({ type: 'varchar', length, charset: 'ascii', collation: 'ascii_bin' });
/** A token, hash, code word or EncString. */
export const Code = (length: number, options: ColumnOptions = {}) =>
  Column({ ...code(length), ...options } as ColumnOptions);
export const CodeKey = (length: number) => PrimaryColumn(code(length) as never);

const fixed = (length: number): ColumnOptions => ({ ...code(length), type: 'char' });
/** A SHA-256 in hex, or a currency: always of one length. */
export const Fixed = (length: number, options: ColumnOptions = {}) =>
  Column({ ...fixed(length), ...options } as ColumnOptions);
export const FixedKey = (length: number) => PrimaryColumn(fixed(length) as never);

/** A name that people sort by: å, ä and ö after z. */
export const Name = (length: number, options: ColumnOptions = {}) =>
  Column({ type: 'varchar', length, charset: 'utf8mb4', collation: 'utf8mb4_swedish_ci', ...options } as ColumnOptions);

/** Text compared byte for byte: addresses, normalized names. */
export const Exact = (length: number, options: ColumnOptions = {}) =>
  Column({ type: 'varchar', length, charset: 'utf8mb4', collation: 'utf8mb4_bin', ...options } as ColumnOptions);

export const Time = (options: ColumnOptions = {}) =>
  Column({ type: 'datetime', precision: 3, ...options } as ColumnOptions);
export const Count = (options: ColumnOptions = {}) => Column({ type: 'int', ...options } as ColumnOptions);
/** Yes or no. */
export const Flag = (options: ColumnOptions = {}) => Column({ type: 'boolean', ...options } as ColumnOptions);
export const Json = () => Column({ type: 'json' });
