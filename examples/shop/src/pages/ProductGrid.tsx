import { Link } from 'react-router';
import type { Product } from '../../server/products.js';
import { price } from '../price.js';

export function ProductGrid({ products }: { products: Product[] }) {
  return (
    <ul className="grid">
      {products.map((product) => (
        <li key={product.id}>
          <Link to={`/product/${product.id}`}>
            <img src={`/images/${product.id}.svg`} alt="" width="400" height="300" />
            <strong>{product.name}</strong>
            <span>{price(product.price)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
