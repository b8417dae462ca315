import { choice, duration, flag, number, text, type Field } from './field.js';

const of = ['resource'] as const;

export const resource: Field[] = [
  choice('resource.type', 'Kind of resource', { of }),
  text('resource.url', 'Address', { of, isSearched: true }),
  choice('resource.url_host', 'Host', { of, path: 'resource.url', as: 'host' }),
  choice('resource.url_path_group', 'Path', { of, path: 'resource.url', as: 'path group' }),
  choice('resource.provider.name', 'Provider', {
    of,
    path: 'enrichment.resource.provider.name',
    aliases: ['provider'],
  }),
  choice('resource.provider.type', 'Kind of provider', {
    of,
    path: 'enrichment.resource.provider.type',
  }),
  choice('resource.method', 'Method', { of }),
  number('resource.status_code', 'Status', { of, aliases: ['status'], hasFacets: true }),
  duration('resource.duration', 'Duration', { of }),
  number('resource.size', 'Size', { of, unit: 'bytes' }),
  number('resource.transfer_size', 'Bytes transferred', { of, unit: 'bytes' }),
  choice('resource.render_blocking_status', 'Blocks rendering', { of }),
  choice('resource.protocol', 'Protocol', { of }),
  choice('resource.delivery_type', 'Delivery', { of }),
  flag('resource.aborted', 'Given up', { of }),
  duration('resource.redirect.duration', 'Redirects', { of }),
  duration('resource.dns.duration', 'Look-up of the name', { of }),
  duration('resource.connect.duration', 'Connection', { of }),
  duration('resource.ssl.duration', 'Encryption', { of }),
  duration('resource.first_byte.duration', 'First byte of a resource', { of }),
  duration('resource.download.duration', 'Download', { of }),
  choice('resource.graphql.operationName', 'GraphQL operation', {
    of,
    sql: 'graphql_name',
    isSearched: true,
  }),
  choice('resource.graphql.operationType', 'Kind of GraphQL operation', {
    of,
    sql: 'graphql_type',
  }),
];
