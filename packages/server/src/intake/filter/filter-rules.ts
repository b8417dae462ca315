import type { Segment } from './fields.js';
import { parseRule } from './parse-rule.js';

/**
 * Whether a segment is to be discarded, because one of the rules matches it.
 *
 * @throws an Error that names the rule and the column at fault
 */
export function filterRules(rules: readonly string[]): (segment: Segment) => boolean {
  const conditions = rules.map((rule, index) => {
    try {
      return parseRule(rule);
    } catch (error) {
      const where = `Configuration: replay.filterRules.${index}, ${(error as Error).message}`;
      throw new Error(`${where}\n  ${rule}`, { cause: error });
    }
  });
  return (segment) => conditions.some((condition) => condition(segment));
}
