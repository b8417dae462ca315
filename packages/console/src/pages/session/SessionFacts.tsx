import type { SessionSummary } from '@firsthand/protocol/query';
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { count, date, duration } from '../../format.js';

/** Who, when, with what: one session in a glance. */
export function SessionFacts({ session }: { session: SessionSummary }) {
  const { id, user, started_at, last_event_at, views, actions, errors } = session;
  const facts: (readonly [string, string])[] = [
    ['Began', date(started_at)],
    ['Lasted', duration(last_event_at - started_at)],
    ['Views', count(views)],
    ['Actions', count(actions)],
    ['Errors', count(errors)],
    [
      'With',
      [session.browser, session.os, session.device_type].filter(Boolean).join(', ') || 'unknown',
    ],
    ['Release', [session.env, session.version].filter(Boolean).join(' ') || 'not given'],
    ...(session.kept_on_error ? [['Sampled', 'no: kept because of an error'] as const] : []),
  ];
  return (
    <Paper withBorder p="md">
      <Title order={1} mb="sm" style={{ overflowWrap: 'anywhere' }}>
        {user ?? `Session ${id}`}
      </Title>
      <Group component="dl" gap="xl" m={0}>
        {facts.map(([label, value]) => (
          <Stack key={label} gap={0}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" size="sm" fw={500} m={0} className="tabular">
              {value}
            </Text>
          </Stack>
        ))}
      </Group>
    </Paper>
  );
}
