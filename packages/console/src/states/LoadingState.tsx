import { SimpleGrid, Skeleton, Stack } from '@mantine/core';

const SIX = ['a', 'b', 'c', 'd', 'e', 'f'];

/** Holds the room of the overview until its first answer, so that nothing moves when it comes. */
export function LoadingOverview() {
  return (
    <Stack gap="lg" aria-busy="true" aria-label="Loading">
      <Skeleton height={36} width={150} />
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
        {SIX.map((key) => (
          <Skeleton key={key} height={112} />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm">
        {SIX.map((key) => (
          <Skeleton key={key} height={247} />
        ))}
      </SimpleGrid>
      <Skeleton height={280} />
    </Stack>
  );
}

/** Holds the room of a page of rows. */
export function LoadingRows() {
  return (
    <Stack gap="md" aria-busy="true" aria-label="Loading">
      <Skeleton height={36} width={150} />
      <Skeleton height={600} />
    </Stack>
  );
}
