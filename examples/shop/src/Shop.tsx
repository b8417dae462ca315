import { useState } from 'react';
import { Link, Route, Routes, useNavigate } from 'react-router';
import type { Product } from '../server/products.js';
import { Cart } from './pages/Cart.js';
import { Checkout } from './pages/Checkout.js';
import { ProductList } from './pages/ProductList.js';
import { ProductPage } from './pages/ProductPage.js';
import { Search } from './pages/Search.js';
import { Trouble } from './Trouble.js';

export function Shop() {
  const [cart, setCart] = useState<Product[]>([]);
  const navigate = useNavigate();
  return (
    <>
      <header>
        <Link to="/" className="brand">
          Kiosk
        </Link>
        <form
          role="search"
          onSubmit={(event) => {
            event.preventDefault();
            const query = new FormData(event.currentTarget).get('q');
            void navigate(`/search?q=${encodeURIComponent(String(query))}`);
          }}
        >
          <input
            name="q"
            type="search"
            placeholder="Search (slow on purpose)"
            aria-label="Search"
          />
        </form>
        <Link to="/cart">Cart ({cart.length})</Link>
      </header>
      <main>
        <Routes>
          <Route path="/" element={<ProductList />} />
          <Route
            path="/product/:id"
            element={<ProductPage onAdd={(product) => setCart([...cart, product])} />}
          />
          <Route path="/search" element={<Search />} />
          <Route path="/cart" element={<Cart cart={cart} />} />
          <Route
            path="/checkout"
            element={<Checkout cart={cart} onOrdered={() => setCart([])} />}
          />
        </Routes>
      </main>
      <Trouble />
    </>
  );
}
