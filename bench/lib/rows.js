/** What a bench found: a ratio and what it has to keep to. */
export const atLeast = (name, ratio, bound) => ({ name, ratio: round(ratio), bound, holds: ratio >= bound, sign: '≥' });
export const atMost = (name, ratio, bound) => ({ name, ratio: round(ratio), bound, holds: ratio <= bound, sign: '≤' });

const round = (ratio) => Math.round(ratio * 1000) / 1000;

export const asJson = (rows) => JSON.stringify(rows.map(({ sign, ...row }) => row));

export function asTable(rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = ({ name, ratio, sign, bound, holds }) =>
    `| ${name.padEnd(width)} | ${ratio.toFixed(2).padStart(5)} | ${`${sign} ${bound.toFixed(2)}`.padStart(6)} | ${holds ? 'yes' : 'NO '}   |`;
  const heads = `| ${'what'.padEnd(width)} | ratio |  bound | holds |`;
  return [heads, heads.replace(/[^|]/g, '-'), ...rows.map(line)].join('\n');
}
