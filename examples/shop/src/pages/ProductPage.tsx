import { useParams } from 'react-router';
import type { Product } from '../../server/products.js';
import { price } from '../price.js';
import { useJson } from '../use-json.js';

export function ProductPage({ onAdd }: { onAdd: (product: Product) => void }) {
  const { id } = useParams();
  const product = useJson<Product>(`/api/products/${id}`);
  if (!product) return <p>Loading…</p>;
  return (
    <article className="product">
      <img src={`/images/${product.id}.svg`} alt="" width="400" height="300" />
      <div>
        <h1>{product.name}</h1>
        <p>{product.text}</p>
        <p>{price(product.price)}</p>
        <button type="button" onClick={() => onAdd(product)}>
          Add to cart
        </button>
      </div>
    </article>
  );
}
