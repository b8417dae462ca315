import { ATTRIBUTES, fields, TIMINGS, type Field as Entry } from '@firsthand/protocol/query';
import { MEASURE_EXAMPLES } from './examples.js';

/** Every name of the catalogue, and what pages name themselves. */
export const Field = {
  description: 'What events are asked by: docs/fields.md.',
  anyOf: [
    { oneOf: fields.flatMap((field) => [field.name, ...(field.aliases ?? [])].map(named(field))) },
    {
      type: 'string',
      pattern: `^(?:${[...ATTRIBUTES.map((root) => `${root}.`), TIMINGS].join('|').replaceAll('.', '\\.')}).+`,
      maxLength: 200,
      description: 'What pages define.',
    },
  ],
};

export const Measure = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  description: 'A figure over events; those of docs/query.md, of any type of events and any field.',
  examples: MEASURE_EXAMPLES,
};

/** A value that stands for a field. */
function named({ label, type, unit, of, name: full }: Entry) {
  return (name: string) => ({
    const: name,
    title: label,
    description: [
      unit ? `${type}, ${unit}` : type,
      of && `of ${of.join(', ')}`,
      name !== full && `shorter for ${full}`,
    ]
      .filter(Boolean)
      .join('; '),
  });
}
