import { DefaultNamingStrategy } from 'typeorm';

/** `createdAt` in code is `created_at` in SQL. */
export class SnakeNames extends DefaultNamingStrategy {
  override columnName(property: string, given: string | undefined): string {
    return given || property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
