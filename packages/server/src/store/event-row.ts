import type { Enrichment } from '@firsthand/protocol/query';
import type { RumEvent } from '@firsthand/protocol';
import { LIMITS } from '@firsthand/protocol/limits';
import { userIdsOf } from '../erasure/subject.js';
import { enrichEvent } from '../enrich/enrich.js';
import type { NetworkOf } from '../enrich/resource-provider.js';
import { attributesOf } from './attributes.js';
import { columnText } from './column-text.js';
import { fieldColumns } from './field-columns.js';
import { pathOf } from './path-of.js';
import { wellFormed } from './well-formed.js';

/** One row of the table `events`, beside the columns that the catalogue of fields fills; see the migrations for units. */
export interface EventRow {
  application_id: string;
  type: string;
  date: number;
  client_date: number;
  ended_at: number;
  session_id: string;
  event_id: string;
  document_version: number;
  env: string;
  release: string;
  view_id: string;
  view_name: string;
  user_name: string;
  user_id: string;
  user_ids: string[];
  lcp: number | null;
  inp: number | null;
  cls: number | null;
  browser: string;
  os: string;
  device_type: string;
  kept_on_error: boolean;
  attributes: Record<string, string>;
  attribute_numbers: Record<string, number>;
  event: string;
  enrichment: string;
  received_at: number;
}

/** @param eventId unique among events that are not views */
export function toEventRow({
  event,
  eventId,
  enrichment,
  receivedAt,
  networkOf,
}: RowParts): EventRow {
  const isView = event.type === 'view';
  const performance = isView ? event.view.performance : undefined;
  const { usr, view } = event;
  const agent = enrichment.user_agent;
  const date = event.date + (enrichment.clock_skew ?? 0);
  const enriched = { ...enrichment, ...enrichEvent(event, networkOf) };
  return wellFormed(
    Object.assign(fieldColumns(event, enriched), attributesOf(event), {
      application_id: event.application.id,
      type: event.type,
      date,
      client_date: event.date,
      ended_at: date + (isView ? lasted(event.view.time_spent) : 0),
      session_id: event.session.id,
      event_id: isView ? view.id : eventId,
      document_version: isView ? event._dd.document_version : 0,
      env: columnText(event.env ?? ''),
      release: columnText(event.version ?? ''),
      view_id: view.id,
      view_name: columnText(view.name ?? pathOf(view.url)),
      user_name: columnText(usr?.email ?? usr?.name ?? usr?.id ?? ''),
      user_id: columnText(usr?.id ?? ''),
      user_ids: userIdsOf(event),
      lcp: performance?.lcp ? toMilliseconds(performance.lcp.timestamp) : null,
      inp: performance?.inp ? toMilliseconds(performance.inp.duration) : null,
      cls: performance?.cls?.score ?? null,
      browser: agent?.browser ?? '',
      os: agent?.os ?? '',
      device_type: agent?.device_type ?? '',
      kept_on_error: event.session.kept_on_error ?? false,
      event: JSON.stringify(event),
      enrichment: JSON.stringify(enriched),
      received_at: receivedAt,
    }),
  );
}

interface RowParts {
  event: RumEvent;
  eventId: string;
  enrichment: Enrichment;
  /** Milliseconds since the Unix epoch. */
  receivedAt: number;
  /** The operator's own networks. Default: none */
  networkOf?: NetworkOf;
}

/** Milliseconds; a view lasts no longer than its session, whatever its browser's clock says. */
function lasted(timeSpent: number): number {
  return Math.min(Math.round(toMilliseconds(timeSpent)), LIMITS.session.maxDuration);
}

function toMilliseconds(nanoseconds: number): number {
  return nanoseconds / 1e6;
}
