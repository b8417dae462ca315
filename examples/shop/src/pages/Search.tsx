import { useSearchParams } from 'react-router';
import type { Product } from '../../server/products.js';
import { useJson } from '../use-json.js';
import { ProductGrid } from './ProductGrid.js';

export function Search() {
  const [parameters] = useSearchParams();
  const query = parameters.get('q') ?? '';
  const found = useJson<Product[]>(`/api/search?q=${encodeURIComponent(query)}`);
  return (
    <>
      <h1>Found for “{query}”</h1>
      {found ? <ProductGrid products={found} /> : <p>Searching…</p>}
      {found?.length === 0 && <p>Nothing. Try “lamp”.</p>}
    </>
  );
}
