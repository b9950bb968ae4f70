const BRANDS: [string, RegExp][] = [
  ['Visa', /^4/],
  ['Mastercard', /^(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}$/],
  ['Amex', /^3[47]/],
  ['Discover', /^(?:6011|622(?:12[6-9]|1[3-9]\d|[2-8]\d\d|9[01]\d|92[0-5])|65)/],
  ['Diners Club', /^(?:36|30[0-5])/],
  ['JCB', /^35(?:2[89]|[3-8]\d)/],
];

/** The brand that a card's number shows, or nothing (source: import-formats §1.8; blanks are not part of a number). */
export function brandOf(number: string): string {
  const digits = number.slice(0, 100).replace(/\s/g, '');
  return BRANDS.find(([, pattern]) => pattern.test(digits))?.[0] ?? '';
}

/** `M/YY`, `MM/YY`, `M/YYYY` or `MM/YYYY`: the month without a leading zero and the year in full. */
export function expiryOf(text: string): { month: string; year: string } | undefined {
  const [, month, year] = /^0?([1-9]|1[0-2])\/(\d\d|\d{4})$/.exec(text.slice(0, 100).replaceAll(' ', '')) ?? [];
  if (!month || !year) return undefined;
  return { month, year: year.length === 2 ? `20${year}` : year };
}
