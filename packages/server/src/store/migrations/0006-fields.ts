import type { Migration } from '../migrate.js';

/** Columns by what they hold, each with the path in the event; `enrichment` begins what the server added. */
const COLUMNS = {
  word: {
    service: 'service',
    session_type: 'session.type',
    browser_version: 'enrichment.user_agent.browser_version',
    device_locale: 'device.locale',
    device_time_zone: 'device.time_zone',
    geo_country: 'enrichment.geo.country',
    geo_region: 'enrichment.geo.region',
    geo_city: 'enrichment.geo.city',
    connectivity_effective_type: 'connectivity.effective_type',
    connectivity_status: 'connectivity.status',
    view_loading_type: 'view.loading_type',
    view_navigation_type: 'view.navigation_type',
    privacy_consent_measure: 'privacy.consent.measure',
    action_type: 'action.type',
    action_name: 'action.target.name',
    resource_type: 'resource.type',
    resource_method: 'resource.method',
    resource_render_blocking_status: 'resource.render_blocking_status',
    resource_protocol: 'resource.protocol',
    resource_delivery_type: 'resource.delivery_type',
    graphql_name: 'resource.graphql.operationName',
    graphql_type: 'resource.graphql.operationType',
    error_type: 'error.type',
    error_source: 'error.source',
    error_handling: 'error.handling',
    error_origin: 'error.origin',
    error_culprit: 'enrichment.error.culprit',
    error_csp_disposition: 'error.csp.disposition',
    long_task_entry_type: 'long_task.entry_type',
    long_task_invoker: 'long_task.scripts.0.invoker',
    vital_type: 'vital.type',
    vital_name: 'vital.name',
    vital_step_type: 'vital.step_type',
    vital_failure_reason: 'vital.failure_reason',
  },
  text: {
    view_url: 'view.url',
    usr_name: 'usr.name',
    usr_email: 'usr.email',
    usr_anonymous_id: 'usr.anonymous_id',
    account_id: 'account.id',
    account_name: 'account.name',
    trace_id: '_dd.trace_id',
    span_id: '_dd.span_id',
    view_referrer: 'view.referrer',
    lcp_target: 'view.performance.lcp.target_selector',
    lcp_url: 'view.performance.lcp.resource_url',
    inp_target: 'view.performance.inp.target_selector',
    inp_script: 'view.performance.inp.longest_script.source_url',
    cls_target: 'view.performance.cls.target_selector',
    action_selector: '_dd.action.target.selector',
    resource_url: 'resource.url',
    error_message: 'error.message',
    error_fingerprint: 'error.fingerprint',
    error_resource_url: 'error.resource.url',
    long_task_script: 'long_task.scripts.0.source_url',
    vital_operation_key: 'vital.operation_key',
  },
  first: { action_id: 'action.id' },
  host: {
    view_url_host: 'view.url',
    view_referrer_host: 'view.referrer',
    resource_url_host: 'resource.url',
  },
  pathGroup: { resource_url_path_group: 'resource.url' },
  list: {
    connectivity_interfaces: 'connectivity.interfaces',
    action_frustration: 'action.frustration.type',
  },
  flag: {
    session_has_replay: 'session.has_replay',
    view_is_active: 'view.is_active',
    resource_aborted: 'resource.aborted',
    error_is_cross_origin: 'error.is_cross_origin',
  },
  number: {
    display_viewport_width: 'display.viewport.width',
    display_viewport_height: 'display.viewport.height',
    display_scroll_max_depth: 'display.scroll.max_depth',
    resource_status_code: 'resource.status_code',
    resource_size: 'resource.size',
    resource_transfer_size: 'resource.transfer_size',
    error_resource_status_code: 'error.resource.status_code',
  },
  milliseconds: {
    view_time_spent: 'view.time_spent',
    view_loading_time: 'view.loading_time',
    view_first_byte: 'view.first_byte',
    view_dom_interactive: 'view.dom_interactive',
    view_dom_content_loaded: 'view.dom_content_loaded',
    view_dom_complete: 'view.dom_complete',
    view_load_event: 'view.load_event',
    fcp: 'view.performance.fcp.timestamp',
    lcp_load_delay: 'view.performance.lcp.sub_parts.load_delay',
    lcp_load_time: 'view.performance.lcp.sub_parts.load_time',
    lcp_render_delay: 'view.performance.lcp.sub_parts.render_delay',
    inp_input_delay: 'view.performance.inp.sub_parts.input_delay',
    inp_processing: 'view.performance.inp.sub_parts.processing_duration',
    inp_presentation: 'view.performance.inp.sub_parts.presentation_delay',
    action_loading_time: 'action.loading_time',
    resource_duration: 'resource.duration',
    resource_redirect_duration: 'resource.redirect.duration',
    resource_dns_duration: 'resource.dns.duration',
    resource_connect_duration: 'resource.connect.duration',
    resource_ssl_duration: 'resource.ssl.duration',
    resource_first_byte_duration: 'resource.first_byte.duration',
    resource_download_duration: 'resource.download.duration',
    long_task_duration: 'long_task.duration',
    long_task_blocking_duration: 'long_task.blocking_duration',
    vital_duration: 'vital.duration',
  },
  count: {
    view_action_count: 'view.action.count',
    view_error_count: 'view.error.count',
    view_resource_count: 'view.resource.count',
    view_long_task_count: 'view.long_task.count',
    view_frustration_count: 'view.frustration.count',
    action_error_count: 'action.error.count',
    action_resource_count: 'action.resource.count',
    action_long_task_count: 'action.long_task.count',
  },
};

/** Type of a column of each kind, and its value in rows that were there before. */
const KINDS: Record<keyof typeof COLUMNS, { type: string; value: (path: string) => string }> = {
  word: { type: 'LowCardinality(String)', value: textAt },
  text: { type: 'String', value: textAt },
  first: {
    type: 'String',
    value: (path) =>
      `if(JSONType(${placeOf(path)}) = 'Array', ${textAt(`${path}.0`)}, ${textAt(path)})`,
  },
  host: {
    type: 'LowCardinality(String)',
    value: (path) =>
      `lower(extract(${textAt(path)}, '^[a-zA-Z][a-zA-Z0-9+.-]*://(?:[^/?#@]*@)?([^/?#]*)'))`,
  },
  pathGroup: {
    type: 'LowCardinality(String)',
    value: (path) => `arrayStringConcat(arrayMap(
      segment -> if(match(segment, '\\\\d') AND NOT match(segment, '^v\\\\d+$'), '?', segment),
      splitByChar('/', if(path(${textAt(path)}) = '' AND ${textAt(path)} != '', '/', path(${textAt(path)})))), '/')`,
  },
  list: {
    type: 'Array(LowCardinality(String))',
    value: (path) => `arraySlice(JSONExtract(${placeOf(path)}, 'Array(String)'), 1, 20)`,
  },
  flag: { type: 'Bool', value: (path) => `JSONExtractBool(${placeOf(path)})` },
  number: {
    type: 'Nullable(Float32)',
    value: (path) => `JSONExtract(${placeOf(path)}, 'Nullable(Float64)')`,
  },
  milliseconds: {
    type: 'Nullable(Float32)',
    value: (path) => `JSONExtract(${placeOf(path)}, 'Nullable(Float64)') / 1000000`,
  },
  count: {
    type: 'UInt32',
    value: (path) => `toUInt32(least(JSONExtractUInt(${placeOf(path)}), 4294967295))`,
  },
};

/** Name, type, and value in rows that were there before. */
const added = [
  ...Object.entries(COLUMNS).flatMap(([kind, columns]) => {
    const { type, value } = KINDS[kind as keyof typeof COLUMNS];
    return Object.entries(columns).map(([name, path]) => ({
      name,
      type,
      value: value(path),
    }));
  }),
  {
    name: 'attributes',
    type: 'Map(LowCardinality(String), String)',
    value: attributes(),
  },
  {
    name: 'attribute_numbers',
    type: 'Map(LowCardinality(String), Float64)',
    value: attributeNumbers(),
  },
];

/** With a value where rows are there already: it is read out of their event until it is written. */
function addColumns(isEmpty: boolean): string {
  const columns = added.map(({ name, type, value }) =>
    [`ADD COLUMN IF NOT EXISTS ${name} ${type}`, !isEmpty && `DEFAULT ${value}`]
      .filter(Boolean)
      .join(' '),
  );
  return `ALTER TABLE events ${columns.join(', ')},
    ADD COLUMN IF NOT EXISTS session_key UInt64 MATERIALIZED cityHash64(session_id),
    ADD COLUMN IF NOT EXISTS view_key UInt64 MATERIALIZED cityHash64(view_id)`;
}

/**
 * A column for each field that people ask by, and `attributes` for what pages name themselves. Rows that are there answer at
 * once, by what is read out of their event; the store writes their columns in the background.
 *
 * `wrong_clocks` tells in which other hours, by the browser's clock and thus by the key, events of an hour are: with it
 * a question reads the hours that it is about and no more.
 */
export const fieldColumns: Migration = {
  version: 6,
  statements: [
    // Half of what the default makes of ids and dates.
    `ALTER TABLE events MODIFY SETTING default_compression_codec = 'ZSTD(1)'`,
    `CREATE TABLE IF NOT EXISTS wrong_clocks (
      application_id LowCardinality(String),
      hour Int64 COMMENT 'hours since epoch, by a right clock',
      client_hour Int64 COMMENT 'the same, as the browser wrote it'
    )
    ENGINE = ReplacingMergeTree ORDER BY (application_id, hour, client_hour)`,
    `CREATE MATERIALIZED VIEW IF NOT EXISTS wrong_clocks_of_events TO wrong_clocks AS
      SELECT DISTINCT application_id, intDiv(date, 3600000) AS hour, intDiv(client_date, 3600000) AS client_hour
      FROM events WHERE hour != client_hour`,
    `INSERT INTO wrong_clocks
      SELECT DISTINCT application_id, intDiv(date, 3600000) AS hour, intDiv(client_date, 3600000) AS client_hour
      FROM events WHERE hour != client_hour`,
  ],
  async fill({ command, query }) {
    const isEmpty = !(await query('SELECT 1 FROM events LIMIT 1')).length;
    await command(addColumns(isEmpty));
    if (isEmpty) return;
    const filled = await query<{ name: string }>(
      `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'events'
         AND default_kind != '' AND name IN (${[...added.map(({ name }) => name), 'session_key', 'view_key'].map((name) => `'${name}'`).join(', ')})`,
    );
    // The embedded engine would wait for it by default.
    await command(
      `ALTER TABLE events ${filled.map(({ name }) => `MATERIALIZE COLUMN ${name}`).join(', ')}
       SETTINGS mutations_sync = 0`,
    );
  },
};

/** Arguments of a JSON function: the text and the steps in it. */
function placeOf(path: string): string {
  const [first, ...rest] = path.split('.');
  const steps = first === 'enrichment' ? rest : [first, ...rest];
  const text = first === 'enrichment' ? 'enrichment' : 'event';
  return [
    text,
    ...steps.map((step) => (/^\d+$/.test(step ?? '') ? Number(step) + 1 : `'${step}'`)),
  ].join(', ');
}

function textAt(path: string): string {
  return `substringUTF8(JSONExtractString(${placeOf(path)}), 1, 1000)`;
}

/** Names and JSON of what pages give, objects entered twice more, as pairs. */
function pairs(): string {
  const roots = ['context', 'usr', 'account', 'feature_flags'].map(
    (root) =>
      `arrayMap(pair -> (concat('${root}.', pair.1), pair.2), JSONExtractKeysAndValuesRaw(event, '${root}'))`,
  );
  const entered = (array: string) => `arrayFlatten(arrayMap(outer -> if(startsWith(outer.2, '{'),
    arrayMap(inner -> (concat(outer.1, '.', inner.1), inner.2), JSONExtractKeysAndValuesRaw(outer.2)), [outer]), ${array}))`;
  const timings = `arrayMap(pair -> (concat('view.custom_timings.', pair.1), toString(toFloat64(pair.2) / 1000000)),
    JSONExtractKeysAndValuesRaw(event, 'view', 'custom_timings'))`;
  return `arraySlice(arrayFilter(pair -> pair.2 != 'null' AND lengthUTF8(pair.1) <= 200
    AND pair.1 NOT IN ('context.', 'usr.', 'account.', 'feature_flags.', 'usr.id', 'usr.name', 'usr.email', 'usr.anonymous_id', 'account.id', 'account.name'),
    arrayConcat(${entered(entered(`arrayConcat(${roots.join(', ')})`))}, ${timings})), 1, 100)`;
}

function attributes(): string {
  return `mapFromArrays(arrayMap(pair -> pair.1, ${pairs()}), arrayMap(pair -> substringUTF8(
    if(startsWith(pair.2, '"'), JSONExtractString(pair.2), pair.2), 1, 500), ${pairs()}))`;
}

function attributeNumbers(): string {
  const numbers = `arrayFilter(pair -> toFloat64OrNull(pair.2) IS NOT NULL, ${pairs()})`;
  return `mapFromArrays(arrayMap(pair -> pair.1, ${numbers}), arrayMap(pair -> toFloat64(pair.2), ${numbers}))`;
}
