import { Link } from 'react-router';
import type { Product } from '../../server/products.js';
import { price } from '../price.js';

export function Cart({ cart }: { cart: Product[] }) {
  const total = cart.reduce((sum, product) => sum + product.price, 0);
  return (
    <>
      <h1>Your cart</h1>
      {cart.length === 0 && <p>Nothing in it yet.</p>}
      <ul>
        {cart.map((product, index) => (
          // A product may be in the cart twice, and nothing is ever reordered.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            {product.name}, {price(product.price)}
          </li>
        ))}
      </ul>
      {cart.length > 0 && (
        <Link to="/checkout" className="button">
          Check out for {price(total)}
        </Link>
      )}
    </>
  );
}
