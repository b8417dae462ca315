import type { StoredEvent } from '@firsthand/protocol/query';
import { Box, Code, Group, Stack, Text } from '@mantine/core';
import { factsOf, stacksOf } from './describe-event.js';

/** All that is known of an event: what a person asks first, then everything. */
export function EventDetail({ event }: { event: StoredEvent }) {
  const facts = factsOf(event);
  return (
    <Box
      p="md"
      bg="var(--mantine-color-default-hover)"
      role="region"
      aria-label="Details of the event"
    >
      <Stack gap="sm">
        {facts.length > 0 && (
          <Group component="dl" gap="xl" m={0}>
            {facts.map(([label, value]) => (
              <div key={label}>
                <Text component="dt" size="xs" c="dimmed">
                  {label}
                </Text>
                <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
                  {value}
                </Text>
              </div>
            ))}
          </Group>
        )}
        {stacksOf(event).map(([label, text]) => (
          <Box component="figure" key={`${label} ${text}`} m={0}>
            <Text component="figcaption" size="xs" c="dimmed">
              {label}
            </Text>
            <Code block>{text}</Code>
          </Box>
        ))}
        <Code block mah={320} tabIndex={0} style={{ overflow: 'auto' }}>
          {JSON.stringify(event, null, 2)}
        </Code>
      </Stack>
    </Box>
  );
}
