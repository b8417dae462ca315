import Link from 'next/link';
import { Pay } from './pay';

export default async function Order({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return (
    <main>
      <h1>Order {id}</h1>
      <Pay id={id} />
      <Link href="/">All orders</Link>
    </main>
  );
}
