import { Anchor, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';

export function NotFoundPage() {
  return (
    <Stack align="center" py="xl">
      <Title order={1}>There is no such page</Title>
      <Text>
        <Anchor renderRoot={(props) => <Link to="/" {...props} />}>Back to the overview</Anchor>
      </Text>
    </Stack>
  );
}
