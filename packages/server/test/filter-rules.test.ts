import type { SegmentHeader } from '@firsthand/protocol';
import { describe, expect, it } from 'vitest';
import { completeConfig } from '../src/config.js';
import { filterRules } from '../src/intake/filter/filter-rules.js';
import { segment } from './replay-fixtures.js';

const header = JSON.parse(
  segment([], {
    application: { id: 'shop' },
    service: "o'brien",
    env: 'prod',
    version: '1.10.0',
    sdk: { name: '@firsthand/rum', version: '2.0.0' },
    has_full_snapshot: true,
  }),
) as SegmentHeader;
const bare = JSON.parse(segment([])) as SegmentHeader;
const isDiscarded = (...rules: string[]) => filterRules(rules)({ header, bytes: 60_000 });

describe('a rule', () => {
  it.each([
    ["{ app_id = 'shop' }", true],
    ['{ app_id = "shop" }', true],
    ["{app_id='Shop'}", false],
    ["{ app_id != 'shop' }", false],
    [String.raw`{ service = 'o\'brien' }`, true],
    [`{ service = "o'brien" }`, true],
    ["{ env = 'prod' }", true],
    ["{ sdk_name = '@firsthand/rum' and sdk_version = '2.0.0' }", true],
    ["{ source = 'browser' }", true],
    ['{ has_full_snapshot = true }', true],
    ['{ has_full_snapshot != TRUE }', false],
    ['{ raw_segment_size > 59999 }', true],
    ['{ raw_segment_size > 60000 }', false],
    ['{ raw_segment_size >= 60000 }', true],
    ['{ raw_segment_size < 60000 }', false],
    ['{ raw_segment_size <= 60000.5 }', true],
    ['{ raw_segment_size = 60000 }', true],
    ['{ raw_segment_size > -1 }', true],
    ["{ version IN ['1.9.0', '1.10.0'] }", true],
    ["{ version in ['1.9.0'] }", false],
    ["{ version NOTIN ['1.9.0'] }", true],
    ["{ version notin ['1.10.0'] }", false],
    ['{ raw_segment_size IN [1, 60000] }', true],
    [String.raw`{ version MATCH ['^2\.', '^1\.\d+\.0$'] }`, true],
    [String.raw`{ version MATCH ['^2\.'] }`, false],
    [String.raw`{ version NOTMATCH ['^2\.'] }`, true],
    [String.raw`{ version notmatch ['^1\.'] }`, false],
    ["{ app_id = 'x' or env = 'prod' and has_full_snapshot = true }", true],
    // `and` binds closer: (true or (true and false)) is true, ((true or true) and false) is not.
    ["{ env = 'prod' or app_id = 'shop' and source = 'x' }", true],
    ["{ (env = 'prod' or app_id = 'shop') and source = 'x' }", false],
    ["{ source = 'x' and app_id = 'shop' or env = 'prod' }", true],
    ["{ source = 'x' and (app_id = 'shop' or env = 'prod') }", false],
    ["{ ((( env = 'prod' ))) }", true],
    ["{ service = 'xxx' or version IN ['v1','v2'] }", false],
    ["{ env = 'prod'\n  AND app_id = 'shop'\n}", true],
    ['{ service = \'a) or (env = "prod"\' }', false],
  ])('%s decides %s', (rule, discarded) => {
    expect(isDiscarded(rule)).toBe(discarded);
  });

  it('takes what a segment does not say as empty', () => {
    const keeps = filterRules(["{ service = '' and env = '' and version = '' }"]);
    expect([keeps({ header: bare, bytes: 1 }), keeps({ header, bytes: 1 })]).toEqual([true, false]);
  });

  it.each([
    ['', 1, '{ is expected, not the end'],
    ["service = 'a'", 1, '{ is expected, not service'],
    ['{ }', 3, 'a field'],
    ["{ service = 'a'", 16, '} is expected, not the end'],
    ["{ service = 'a' } or", 19, 'the end is expected, not or'],
    ["{ servce = 'a' }", 3, 'a field'],
    ["{ toString = 'a' }", 3, 'a field'],
    ["{ service 'a' }", 11, '= != > >= < <= IN NOTIN MATCH or NOTMATCH is expected'],
    ["{ service toString 'a' }", 11, '= != > >= < <= IN'],
    ["{ service == 'a' }", 12, 'a string for service is expected, not ='],
    ["{ service = 'a }", 13, 'the text that begins here has no end'],
    ['{ service = 7 }', 13, 'a string for service is expected, not 7'],
    ['{ service = true }', 13, 'a string for service is expected, not true'],
    ["{ has_full_snapshot = 'true' }", 23, 'a boolean for has_full_snapshot'],
    ["{ raw_segment_size > '5' }", 22, 'a number for raw_segment_size'],
    ['{ raw_segment_size > 5kb }', 22, '5 is not expected'],
    ["{ service IN 'a' }", 14, '[ is expected'],
    ['{ service IN [] }', 15, 'a string for service'],
    ["{ service IN ['a' 'b'] }", 19, '] is expected'],
    ["{ service IN ['a', 7] }", 20, 'a string for service is expected, not 7'],
    ["{ service MATCH ['a', '('] }", 23, "'(' is not a regular expression"],
    ['{ service MATCH [7] }', 18, 'a regular expression in quotes is expected, not 7'],
    ["{ service = 'a' env = 'b' }", 17, '} is expected, not env'],
    ["{ (service = 'a' }", 18, ') is expected'],
    ["{ service = 'a' and }", 21, 'a field'],
    ["{ service = 'a' & env = 'b' }", 17, '& is not expected'],
    [`{ ${'('.repeat(101)}`, 103, 'this is nested too deeply'],
  ])('%s is wrong at column %d', (rule, column, sentence) => {
    const start = () => completeConfig({ replay: { filterRules: ["{ env = 'x' }", rule] } });
    expect(start).toThrow(`Configuration: replay.filterRules.1, column ${column}: `);
    expect(start).toThrow(sentence);
  });
});

it('one of several rules suffices, and none discards nothing', () => {
  expect(isDiscarded("{ env = 'x' }", "{ env = 'prod' }")).toBe(true);
  expect(isDiscarded("{ env = 'x' }", "{ env = 'y' }")).toBe(false);
  expect(isDiscarded()).toBe(false);
});
