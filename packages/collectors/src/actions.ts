import { defineCollector, uuid } from '@firsthand/core';
import { actionName, type ActionNameOptions } from './action-name.js';
import { selectorOf } from './selector.js';

/** Clicks of a person: taps, and buttons pressed by key, reach the page as clicks too. */
export const actions = defineCollector<ActionNameOptions>(
  'actions',
  ({ emit, signal }, options = {}) => {
    addEventListener(
      'click',
      (event) => {
        const [target] = event.composedPath();
        if (!event.isTrusted || !(target instanceof Element)) return;
        const { name, source } = actionName(target, options);
        const selector = selectorOf(target);
        emit(
          'action',
          {
            action: { id: uuid(), type: 'click', target: { name } },
            _dd: {
              action: {
                position: { x: Math.round(event.clientX), y: Math.round(event.clientY) },
                ...(selector && { target: { selector } }),
                name_source: source,
              },
            },
          },
          event.timeStamp,
        );
      },
      { signal, capture: true },
    );
  },
);
