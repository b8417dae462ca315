import { FollowRouter } from '@firsthand/react/next-app';
import type { ReactNode } from 'react';

export const metadata = { title: 'Orders, with Next.js' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <FollowRouter />
        {children}
      </body>
    </html>
  );
}
