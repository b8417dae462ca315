import './monitoring.js';
import { rootErrorHandlers } from '@firsthand/react';
import { followRouter } from '@firsthand/react/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Order } from './Order.js';
import { Orders } from './Orders.js';

const router = followRouter(
  createBrowserRouter([
    { path: '/', element: <Orders /> },
    { path: '/orders/:id', element: <Order /> },
  ]),
);

const root = document.querySelector('#root');
if (root) {
  createRoot(root, rootErrorHandlers()).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
}
