import type { Product } from '../../server/products.js';
import { useJson } from '../use-json.js';
import { ProductGrid } from './ProductGrid.js';

export function ProductList() {
  const products = useJson<Product[]>('/api/products');
  return (
    <>
      <h1>Good things for a desk</h1>
      {products ? <ProductGrid products={products} /> : <p>Loading…</p>}
    </>
  );
}
