export interface Product {
  id: string;
  name: string;
  /** Euro cents. */
  price: number;
  text: string;
}

export const products: Product[] = [
  {
    id: 'teapot',
    name: 'Stoneware teapot',
    price: 4900,
    text: 'Holds a litre, pours without a drop.',
  },
  { id: 'lamp', name: 'Desk lamp', price: 8900, text: 'Warm light that stays where you put it.' },
  { id: 'notebook', name: 'Dotted notebook', price: 1400, text: 'Lies flat, 192 pages, numbered.' },
  { id: 'kettle', name: 'Gooseneck kettle', price: 6900, text: 'Boils fast, pours slowly.' },
  { id: 'blanket', name: 'Wool blanket', price: 12900, text: 'Woven in one piece, 130 × 200 cm.' },
  { id: 'radio', name: 'Kitchen radio', price: 11900, text: 'Three knobs, no menu.' },
];

/** A picture of a product, drawn from its place in the list. */
export function picture(id: string): string | undefined {
  const index = products.findIndex((product) => product.id === id);
  if (index < 0) return undefined;
  const hue = index * 57;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300">
  <rect width="400" height="300" fill="hsl(${hue} 35% 90%)"/>
  <circle cx="${150 + index * 20}" cy="150" r="80" fill="hsl(${hue} 45% 65%)"/>
  <rect x="${120 + index * 15}" y="190" width="160" height="50" rx="25" fill="hsl(${hue} 45% 45%)"/>
</svg>`;
}
