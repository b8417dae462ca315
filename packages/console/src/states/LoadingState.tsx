import { SimpleGrid, Skeleton, Stack } from '@mantine/core';

/** Holds the room of a page until its first answer. */
export function LoadingState() {
  return (
    <Stack aria-busy="true" aria-label="Loading">
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} height={104} />
        ))}
      </SimpleGrid>
      <Skeleton height={280} />
      <Skeleton height={280} />
    </Stack>
  );
}
