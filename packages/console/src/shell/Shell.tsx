import { AppShell, Container, Group, Skeleton, Text } from '@mantine/core';
import { Link, Outlet, useSearch } from '@tanstack/react-router';
import { isRefusal } from '../api/get.js';
import { useApplications } from '../api/use-applications.js';
import { ErrorState } from '../states/ErrorState.js';
import { FirstRun } from '../states/FirstRun.js';
import type { Search } from '../search.js';
import { Filters } from './Filters.js';
import { ThemeSwitch } from './ThemeSwitch.js';

const PAGES = [
  { to: '/', label: 'Overview', exact: true },
  { to: '/sessions', label: 'Sessions', exact: false },
] as const;

/** The frame of every page: where one is, what the figures are about, and the page. */
export function Shell() {
  const search = useSearch({ strict: false }) as Search;
  const { data, error, refetch } = useApplications();
  return (
    <AppShell header={{ height: 56 }} padding={0}>
      <a href="#main" className="skip-link">
        Skip to the page
      </a>
      <AppShell.Header>
        <Container size="xl" h="100%">
          <Group h="100%" justify="space-between" wrap="nowrap">
            <Group gap="lg" wrap="nowrap">
              <Group gap={8} wrap="nowrap">
                <img src="/icon.svg" alt="" width="26" height="26" />
                <Text fw={650} visibleFrom="xs">
                  Firsthand
                </Text>
              </Group>
              <Group component="nav" gap={4} wrap="nowrap" aria-label="Pages">
                {PAGES.map(({ to, label, exact }) => (
                  <Link
                    key={to}
                    to={to}
                    search={search}
                    className="nav-link"
                    activeOptions={{ exact, includeSearch: false }}
                  >
                    {label}
                  </Link>
                ))}
              </Group>
            </Group>
            <ThemeSwitch />
          </Group>
        </Container>
      </AppShell.Header>
      <AppShell.Main id="main" tabIndex={-1}>
        <Container size="xl" py="lg">
          {error && (!data?.length || isRefusal(error)) ? (
            <ErrorState error={error} onRetry={refetch} />
          ) : data?.length ? (
            <>
              <Filters applications={data} />
              <Outlet />
            </>
          ) : data ? (
            <FirstRun />
          ) : (
            <Skeleton height={36} mb="lg" aria-label="Loading" />
          )}
        </Container>
      </AppShell.Main>
    </AppShell>
  );
}
