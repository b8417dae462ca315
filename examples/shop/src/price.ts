const euro = new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' });

/** @param cents euro cents */
export function price(cents: number): string {
  return euro.format(cents / 100);
}
