import { RumProfiler } from '@firsthand/react';
import { Link } from 'react-router';

export function Orders() {
  return (
    <main>
      <h1>Orders</h1>
      <RumProfiler name="Orders">
        <ul>
          {['17', '18', '19'].map((id) => (
            <li key={id}>
              <Link to={`/orders/${id}`}>Order {id}</Link>
            </li>
          ))}
        </ul>
      </RumProfiler>
    </main>
  );
}
