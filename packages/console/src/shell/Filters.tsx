import type { ApplicationsAnswer } from '@firsthand/protocol/query';
import { Group, Select } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useScope } from '../api/use-scope.js';
import { RANGES, type Range, type Search } from '../search.js';

type Application = ApplicationsAnswer['applications'][number];

/** What the figures are about; every choice is kept in the address. */
export function Filters({ applications }: { applications: Application[] }) {
  const navigate = useNavigate();
  const scope = useScope();
  if (!scope) return null;
  const { application, env, version, range } = scope;
  const chosen = applications.find(({ id }) => id === application);
  const choose = (change: { [K in keyof Search]: Search[K] | undefined }) =>
    void navigate({ to: '.', search: (previous) => ({ ...previous, ...change }) as Search });
  return (
    <Group role="search" aria-label="Filters" gap="sm" mb="lg">
      <Select
        aria-label="Application"
        w={{ base: '100%', xs: 180 }}
        data={applications.map(({ id }) => id)}
        value={application}
        allowDeselect={false}
        onChange={(id) =>
          choose({ application: id ?? undefined, env: undefined, version: undefined })
        }
      />
      <Select
        aria-label="Environment"
        placeholder="All environments"
        flex={{ base: '1 1 8rem', xs: '0 0 170px' }}
        data={chosen?.envs ?? []}
        value={env ?? null}
        clearable
        onChange={(value) => choose({ env: value ?? undefined })}
      />
      <Select
        aria-label="Version"
        placeholder="All versions"
        flex={{ base: '1 1 8rem', xs: '0 0 150px' }}
        data={chosen?.versions ?? []}
        value={version ?? null}
        clearable
        searchable
        onChange={(value) => choose({ version: value ?? undefined })}
      />
      <Select
        aria-label="Time range"
        w={{ base: '100%', xs: 170 }}
        ml={{ xs: 'auto' }}
        data={Object.entries(RANGES).map(([value, { label }]) => ({ value, label }))}
        value={range}
        allowDeselect={false}
        onChange={(value) => choose({ range: value as Range })}
      />
    </Group>
  );
}
