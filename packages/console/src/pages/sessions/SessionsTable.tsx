import type { SessionSummary } from '@firsthand/protocol/query';
import { Badge, Table, Text, Tooltip } from '@mantine/core';
import { IconBug, IconPlayerPlayFilled } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { clock, count, date, duration } from '../../format.js';
import type { Search } from '../../search.js';

/** The latest activity first; a row leads to its session. */
export function SessionsTable({ sessions }: { sessions: SessionSummary[] }) {
  return (
    <Table.ScrollContainer minWidth={1080}>
      <Table
        highlightOnHover
        verticalSpacing="sm"
        horizontalSpacing="md"
        layout="fixed"
        aria-label="Sessions"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>Last event</Table.Th>
            <Table.Th w={150}>Who</Table.Th>
            <Table.Th>From … to</Table.Th>
            <Table.Th w={210}>With</Table.Th>
            <Table.Th w={70} ta="right">
              Views
            </Table.Th>
            <Table.Th w={80} ta="right">
              Actions
            </Table.Th>
            <Table.Th w={80} ta="right">
              Errors
            </Table.Th>
            <Table.Th w={120} ta="right">
              Lasted
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <SessionRow key={session.id} {...session} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function SessionRow(session: SessionSummary) {
  const search = useSearch({ strict: false }) as Search;
  const { id, application, user, entry_view, last_view, browser, os, device_type } = session;
  return (
    <Table.Tr pos="relative">
      <Table.Td>
        <time
          dateTime={new Date(session.last_event_at).toISOString()}
          title={date(session.last_event_at)}
        >
          {clock(session.last_event_at)}
        </time>
      </Table.Td>
      <Table.Td>
        <Link
          to="/sessions/$id"
          params={{ id }}
          search={{ ...search, application }}
          className="row-link"
        >
          {user ?? id.slice(0, 8)}{' '}
          {session.has_replay && (
            <IconPlayerPlayFilled
              size={12}
              role="img"
              aria-label="with a replay"
              className="mark"
            />
          )}{' '}
          {session.kept_on_error && (
            <Tooltip label="Not in the sample: kept because of an error">
              <IconBug
                size={14}
                role="img"
                aria-label="kept because of an error"
                className="mark"
              />
            </Tooltip>
          )}
        </Link>
      </Table.Td>
      <Table.Td>
        <Text truncate size="sm" title={`${entry_view} … ${last_view}`}>
          {entry_view === last_view ? entry_view : `${entry_view} … ${last_view}`}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text truncate size="sm" c="dimmed">
          {[browser, os, device_type].filter(Boolean).join(', ') || 'unknown'}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{count(session.views)}</Table.Td>
      <Table.Td ta="right">{count(session.actions)}</Table.Td>
      <Table.Td ta="right">
        {session.errors ? (
          <Badge color="red" variant="light">
            {count(session.errors)}
          </Badge>
        ) : (
          0
        )}
      </Table.Td>
      <Table.Td ta="right">{duration(session.last_event_at - session.started_at)}</Table.Td>
    </Table.Tr>
  );
}
