import Link from 'next/link';

export default function Orders() {
  return (
    <main>
      <h1>Orders</h1>
      <ul>
        {['17', '18'].map((id) => (
          <li key={id}>
            <Link href={`/orders/${id}`}>Order {id}</Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
