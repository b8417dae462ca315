import '@mantine/core/styles.css';
import '@mantine/charts/styles.css';
import './console.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError, isRefusal } from './api/get.js';
import { TabTokenProvider } from './api/token.js';
import { router } from './router.js';
import { theme } from './theme.js';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Only a server that does not answer is asked again.
      retry: (failures, error) => failures < 1 && !(error instanceof ApiError && error.status),
      refetchOnWindowFocus: true,
      // What was refused is refused again, and asking for it would take the form for the token away.
      enabled: ({ state }) => !isRefusal(state.error),
    },
  },
});

const root = document.getElementById('console');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <TabTokenProvider>
            <RouterProvider router={router} />
          </TabTokenProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
