import { Stack, Title } from '@mantine/core';
import { useOverview } from '../../api/use-overview.js';
import { useScope, type Scope } from '../../api/use-scope.js';
import { EmptyState } from '../../states/EmptyState.js';
import { ErrorState } from '../../states/ErrorState.js';
import { LoadingOverview } from '../../states/LoadingState.js';
import { StaleNotice } from '../../states/StaleNotice.js';
import { Charts } from './Charts.js';
import { Totals } from './Totals.js';
import { ViewsTable } from './ViewsTable.js';

export function OverviewPage() {
  const scope = useScope();
  return scope ? <Overview scope={scope} /> : null;
}

function Overview({ scope }: { scope: Scope }) {
  const { data, error, refetch } = useOverview(scope);
  if (!data) return error ? <ErrorState error={error} onRetry={refetch} /> : <LoadingOverview />;
  const isEmpty = data.totals.views === 0 && data.totals.errors === 0;
  return (
    <Stack gap="lg">
      <Title order={1}>Overview</Title>
      <Totals totals={data.totals} />
      {isEmpty ? (
        <EmptyState>No page was viewed in this time. Choose a longer range.</EmptyState>
      ) : (
        <>
          <Charts series={data.series} interval={data.interval} />
          <ViewsTable views={data.views} />
        </>
      )}
      <StaleNotice error={error} />
    </Stack>
  );
}
