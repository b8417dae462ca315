'use client';

export function Pay({ id }: { id: string }) {
  const pay = () => {
    throw new Error(`Order ${id} cannot be paid`);
  };
  return <button onClick={pay}>Pay</button>;
}
