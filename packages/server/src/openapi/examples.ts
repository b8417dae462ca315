/** About the demo data of docs/query.md: `firsthand seed --days 5 --events 20000 --until 2026-11-30T00:00:00Z`. */
export const DEMO = { application: 'demo_shop', from: 1_795_564_800_000, to: 1_795_996_800_000 };

export const SESSION = '42fa52cd-5b57-4a42-964a-cb1cd23a86a5';
export const EVENT = '39a74f27-3d19-4110-9e78-f209fe055700:7';

/** Of each question. */
export const QUESTION_EXAMPLES = {
  count: { ...DEMO, filter: 'device:mobile', measures: ['count', 'p75(inp)', 'count(error)'] },
  series: { ...DEMO, measures: ['count(error)'], by: 'browser', interval: 172_800_000 },
  table: {
    ...DEMO,
    of: 'resource',
    filter: 'resource.type:fetch',
    measures: ['count', 'sessions'],
    by: ['resource.url_path_group', 'status'],
    limit: 2,
  },
  top: {
    ...DEMO,
    filter: 'error.type:*',
    measures: ['count(error)'],
    by: 'error.type',
    limit: 2,
  },
  distribution: { ...DEMO, field: 'inp', buckets: 3 },
  heat: { ...DEMO, field: 'inp', buckets: 3 },
  facets: { ...DEMO, fields: ['browser', 'device'], filter: 'device:mobile', limit: 2 },
  compare: {
    ...DEMO,
    filter: 'version:1.1.2',
    against: { filter: 'version:1.1.1' },
    measures: ['count', 'p75(inp)'],
  },
  explain: {
    ...DEMO,
    measure: 'inp',
    filter: 'version:1.1.2',
    against: { filter: 'version:1.1.1' },
    limit: 1,
  },
  list: { ...DEMO, of: 'error', fields: ['error.message', 'page', 'browser'], limit: 2 },
};

/** Measures of each kind. */
export const MEASURE_EXAMPLES = [
  'count',
  'count(error)',
  'rate(error)',
  'sessions',
  'sessions(view,error)',
  'users',
  'views',
  'sum(resource.size)',
  'avg(loading_time)',
  'min(lcp)',
  'max(lcp)',
  'p75(lcp)',
  'p99.9(resource.duration)',
  'good(lcp)',
  'needs_improvement(lcp)',
  'poor(lcp)',
  'error_rate',
  'error_free_sessions',
];

const SENT_AT = 1_795_996_800_000;
const linesOf = (...lines: object[]) => lines.map((line) => JSON.stringify(line)).join('\n');
const SDK = { name: 'example', version: '1.0.0' };

/** The clock of who sends it may be wrong: dates are seen beside `sent_at`. */
export const BATCH = linesOf(
  {
    protocol: 1,
    batch_id: 'example-batch-1',
    sent_at: SENT_AT,
    sdk: SDK,
    shared: { application: { id: 'demo_shop' }, session: { id: 'example-session', type: 'user' } },
  },
  {
    type: 'error',
    date: SENT_AT - 1_000,
    source: 'browser',
    view: { id: 'example-view', url: 'https://shop.example/cart', name: '/cart' },
    error: { message: 'Total is missing', source: 'custom' },
  },
);

export const SEGMENT = linesOf(
  {
    protocol: 1,
    segment_id: '0b8b9c8e-9f2c-4f0e-8d2a-3f1f5d1c7a10',
    sent_at: SENT_AT,
    sdk: SDK,
    application: { id: 'demo_shop' },
    session: { id: 'example-session' },
    view: { id: 'example-view' },
    source: 'browser',
    start: SENT_AT - 1_000,
    end: SENT_AT - 1_000,
    index_in_view: 0,
    records_count: 1,
    has_full_snapshot: false,
    creation_reason: 'init',
  },
  { type: 3, data: { source: 0 }, timestamp: SENT_AT - 1_000 },
);
