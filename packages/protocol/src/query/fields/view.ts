import { choice, count, duration, flag, number, own, text, type Field } from './field.js';

const of = ['view'] as const;

/** https://web.dev/articles/vitals#core-web-vitals */
const RATINGS = {
  lcp: [2_500, 4_000],
  inp: [200, 500],
  cls: [0.1, 0.25],
  fcp: [1_800, 3_000],
  ttfb: [800, 1_800],
} as const;

/** What a view is and how it fared. */
export const view: Field[] = [
  choice('view.loading_type', 'How the view came', { of }),
  choice('view.navigation_type', 'Navigation', { of }),
  flag('view.is_active', 'Goes on', { of }),
  duration('view.time_spent', 'Time spent', { of }),
  duration('view.loading_time', 'Loading time', { of, aliases: ['loading_time'] }),
  duration('view.first_byte', 'First byte (TTFB)', {
    of,
    aliases: ['ttfb'],
    ratings: RATINGS.ttfb,
  }),
  duration('view.dom_interactive', 'Document parsed', { of }),
  duration('view.dom_content_loaded', 'Scripts ran', { of }),
  duration('view.dom_complete', 'Document loaded', { of }),
  duration('view.load_event', 'Load event', { of }),
  duration('view.performance.fcp.timestamp', 'First contentful paint (FCP)', {
    of,
    sql: 'fcp',
    aliases: ['fcp', 'view.fcp'],
    ratings: RATINGS.fcp,
  }),
  own({
    name: 'view.performance.lcp.timestamp',
    label: 'Largest contentful paint (LCP)',
    type: 'number',
    unit: 'ms',
    of,
    sql: 'lcp',
    aliases: ['lcp', 'view.lcp'],
    ratings: RATINGS.lcp,
  }),
  text('view.performance.lcp.target_selector', 'LCP element', { of, sql: 'lcp_target' }),
  text('view.performance.lcp.resource_url', 'LCP image', { of, sql: 'lcp_url' }),
  duration('view.performance.lcp.sub_parts.load_delay', 'LCP: until loading began', {
    of,
    sql: 'lcp_load_delay',
  }),
  duration('view.performance.lcp.sub_parts.load_time', 'LCP: loading', {
    of,
    sql: 'lcp_load_time',
  }),
  duration('view.performance.lcp.sub_parts.render_delay', 'LCP: until painted', {
    of,
    sql: 'lcp_render_delay',
  }),
  own({
    name: 'view.performance.inp.duration',
    label: 'Interaction to next paint (INP)',
    type: 'number',
    unit: 'ms',
    of,
    sql: 'inp',
    aliases: ['inp', 'view.inp'],
    ratings: RATINGS.inp,
  }),
  text('view.performance.inp.target_selector', 'INP element', { of, sql: 'inp_target' }),
  duration('view.performance.inp.sub_parts.input_delay', 'INP: until handlers ran', {
    of,
    sql: 'inp_input_delay',
  }),
  duration('view.performance.inp.sub_parts.processing_duration', 'INP: handlers', {
    of,
    sql: 'inp_processing',
  }),
  duration('view.performance.inp.sub_parts.presentation_delay', 'INP: until painted', {
    of,
    sql: 'inp_presentation',
  }),
  text('view.performance.inp.longest_script.source_url', 'INP: longest script', {
    of,
    sql: 'inp_script',
  }),
  own({
    name: 'view.performance.cls.score',
    label: 'Layout shift (CLS)',
    type: 'number',
    of,
    sql: 'cls',
    aliases: ['cls', 'view.cls'],
    ratings: RATINGS.cls,
  }),
  text('view.performance.cls.target_selector', 'CLS element', { of, sql: 'cls_target' }),
  count('view.action.count', 'Actions', { of }),
  count('view.error.count', 'Errors', { of }),
  count('view.resource.count', 'Resources', { of }),
  count('view.long_task.count', 'Long tasks', { of }),
  count('view.frustration.count', 'Frustrations', { of }),
  number('display.scroll.max_depth', 'Scroll depth', { of, unit: 'px' }),
  choice('privacy.consent.measure', 'Consent to measuring', { of }),
];
