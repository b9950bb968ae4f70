import type { Draft } from '../draft.js';
import type { Json } from '../json.js';

/** Custom fields; seeds for codes are hidden as secrets are. */
export function readFields(draft: Draft, fields: Json): void {
  for (const field of fields.list) {
    const [type, data] = [field.at('type').text, field.at('data')];
    const value = data.at('content').text || data.at('totpUri').text || data.at('timestamp').text;
    draft.extra(field.at('fieldName').text, value, type === 'hidden' || type === 'totp' ? 'hidden' : 'text');
  }
}
