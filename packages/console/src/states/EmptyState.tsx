import { Center, Stack, Text } from '@mantine/core';
import { IconMoodEmpty } from '@tabler/icons-react';

export function EmptyState({ children }: { children: string }) {
  return (
    <Center mih={280}>
      <Stack align="center" gap="xs">
        <IconMoodEmpty size={32} stroke={1.3} aria-hidden />
        <Text c="dimmed" ta="center">
          {children}
        </Text>
      </Stack>
    </Center>
  );
}
