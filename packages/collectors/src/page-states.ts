import {
  defineCollector,
  forTypes,
  inDocument,
  isHidden,
  listen,
  onPageExit,
  toNanoseconds,
  type EventData,
} from '@firsthand/core';

type State = NonNullable<NonNullable<EventData<'view'>['_dd']>['page_states']>[number];

/** Changes kept of one view. */
const MAX_STATES = 500;

/** Whether a person had the page in focus, in sight or neither, through each view. https://wicg.github.io/page-lifecycle/ */
export const pageStates = defineCollector('page-states', ({ emit, signal, onViewStart }) => {
  let states: State[] = [];
  let startedAt = 0;

  const note = (state: State['state'], at: number) => {
    if (states.at(-1)?.state === state || states.length >= MAX_STATES) return;
    states = [...states, { state, start: toNanoseconds(Math.max(0, at - startedAt)) }];
    emit('view', { _dd: { page_states: states } }, at);
  };
  const noteCurrent = ({ timeStamp }: Event) => note(currentState(), timeStamp);
  const noteExit = (event: Event) => {
    if (event.type === 'pagehide' && !(event as PageTransitionEvent).persisted)
      note('terminated', event.timeStamp);
    else if (event.type !== 'visibilitychange') note('frozen', event.timeStamp);
    else noteCurrent(event);
  };

  onViewStart((view) => {
    ({ startedAt } = view);
    states = [];
    note(currentState(), startedAt);
  });
  // Of the page: those of elements do not bubble.
  const types = ['focus', 'blur', 'visibilitychange', 'pageshow'] as const;
  listen(window, forTypes(types, noteCurrent), { signal });
  listen(document, { resume: noteCurrent }, { signal });
  onPageExit(noteExit, signal);
});

function currentState(): State['state'] {
  if (isHidden()) return 'hidden';
  return inDocument('hasFocus')() ? 'active' : 'passive';
}
