import type { RumEvent } from '@firsthand/protocol';
import type { Enrichment } from '@firsthand/protocol/query';
import { readStack } from './stack/read-stack.js';

/** Code of the engine, of an extension or of Firsthand around the page's: what is to be mended is rather what called it. */
const FOREIGN =
  /^(?:node|resource|chrome|webkit-masked-url|[a-z-]{1,20}-extension):|\/firsthand-(?:rum|replay)\.js(?:$|\?)/;

/** The frames of an error's stack, as browsers and engines write it; the raw text stays beside them. */
export function errorStack(event: RumEvent): Pick<Enrichment, 'error'> {
  if (event.type !== 'error') return {};
  const { stack, handling_stack: handlingStack, message } = event.error;
  // The stack of the call that reported an error does not begin with the error's message.
  const frames = stack ? readStack(stack, message) : readStack(handlingStack ?? '');
  const culprit = frames.find(({ file }) => !FOREIGN.test(file ?? '')) ?? frames[0];
  if (!culprit) return {};
  return {
    error: { frames, culprit: [culprit.function, culprit.file].filter(Boolean).join(' in ') },
  };
}
