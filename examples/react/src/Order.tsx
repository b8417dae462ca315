import { ErrorBoundary } from '@firsthand/react';
import { Link, useParams } from 'react-router';

export function Order() {
  const { id } = useParams();
  return (
    <main>
      <h1>Order {id}</h1>
      <ErrorBoundary fallback={<p role="alert">This order cannot be shown.</p>}>
        <Lines id={id} />
      </ErrorBoundary>
      <Link to="/">All orders</Link>
    </main>
  );
}

function Lines({ id }: { id: string | undefined }) {
  if (id === '18') throw new Error('An order without lines');
  return <p>Two lamps</p>;
}
