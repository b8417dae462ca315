import { click, custom, error, jsonLines, once, request, resource, view, vital } from '../fact.ts';
import type { Fact, Peer } from '../peer.ts';

/** Of CloudWatch RUM's PutRumEvents, what is read here. */
interface AwsBody {
  RumEvents?: { type: string; details: string }[];
}

interface Details {
  pageId: string;
  message: string;
  targetUrl: string;
  event: string;
  elementId?: string;
  request: { url: string };
}

const VITALS: Record<string, string> = {
  largest_contentful_paint_event: 'LCP',
  interaction_to_next_paint_event: 'INP',
  cumulative_layout_shift_event: 'CLS',
  first_contentful_paint_event: 'FCP',
  time_to_first_byte_event: 'TTFB',
};

export const awsRum: Peer = {
  id: 'aws-rum',
  name: 'AWS RUM',
  packages: ['@aws-rum/web-slim'],
  hasReplay: true,
  omits: ['long task'],
  read(posts) {
    const events = posts
      .flatMap(({ text }) => jsonLines<AwsBody>(text))
      .flatMap(({ RumEvents = [] }) => RumEvents);
    return once(events.flatMap(factsOf), ['vital']);
  },
};

function factsOf({ type, details }: { type: string; details: string }): Fact[] {
  const own = JSON.parse(details) as Details;
  const name = type.replace('com.amazon.rum.', '');
  if (VITALS[name]) return [vital(VITALS[name])];
  switch (name) {
    case 'page_view_event':
      return [view(own.pageId)];
    case 'js_error_event':
      return [error(own.message)];
    case 'performance_resource_event':
      return [resource(own.targetUrl)];
    case 'http_event':
      return [request(own.request.url)];
    case 'dom_event':
      return own.event === 'click' ? [click(own.elementId ?? '')] : [];
    default:
      return type === name ? [custom(type)] : [];
  }
}
