import { useState } from 'react';
import type { Product } from '../../server/products.js';
import { order } from './order.js';

interface CheckoutProps {
  cart: Product[];
  onOrdered: () => void;
}

export function Checkout({ cart, onOrdered }: CheckoutProps) {
  const [number, setNumber] = useState<string>();
  if (number) return <h1>Thank you: order {number}</h1>;
  return (
    <form
      className="checkout"
      onSubmit={(event) => {
        event.preventDefault();
        void order(cart.map(({ id }) => id)).then((ordered) => {
          setNumber(ordered);
          onOrdered();
        });
      }}
    >
      <h1>Check out</h1>
      <label>
        Name <input name="name" autoComplete="name" required />
      </label>
      <label>
        E-mail <input name="email" type="email" autoComplete="email" required />
      </label>
      <button type="submit">Order now</button>
    </form>
  );
}
