import { toJson } from '@firsthand/core';
import { createMasking, createScrubber, type MaskingOptions } from '@firsthand/privacy';
import {
  EventType,
  IncrementalSource,
  type eventWithTime,
  type incrementalData,
} from '@rrweb/types';
import { showsPictures } from './mask-attributes.js';
import { createMutationMask } from './mask-mutation.js';
import { createNodeMask } from './mask-node.js';
import { createStyleMask } from './mask-styles.js';
import { createPass, type Mirror, type Pass } from './pass.js';
import { createRecordedLevels } from './recorded-levels.js';

interface RecordMaskParts {
  options: MaskingOptions;
  mirror: Mirror;
  /** Told that what was recorded of the page is no longer as it may be seen. */
  onOutdated: () => void;
}

/** Largest frame of a canvas, in characters. */
const MAX_FRAME = 150_000;

/**
 * Makes what rrweb recorded fit to leave, in place: by the level in force at each node that it is of. `undefined`: it
 * must not leave at all. Has to be called before the page changes.
 */
export function createRecordMask({ options, mirror, onOutdated }: RecordMaskParts) {
  const masking = createMasking(options);
  const scrubber = createScrubber(options.scrub);
  const recorded = createRecordedLevels(options);
  const nodes = createNodeMask(masking, recorded);
  const maskMutation = createMutationMask(nodes);
  const styles = createStyleMask(masking);

  /** Whether the change of an attribute makes what was recorded of an element wrong. */
  const isOutdated = (node: Node | undefined, attribute: string) =>
    !!node &&
    recorded.isOutdated({
      element: node as Element,
      attribute,
      levelOf: (element) => masking.levelOf(element),
    });

  /** @returns whether it may leave */
  const maskIncrement = (data: incrementalData, pass: Pass): boolean => {
    const target = 'id' in data && data.id !== undefined ? pass.find(data.id) : undefined;
    const level = target ? pass.levelOf(target) : masking.levelOf(document);
    switch (data.source) {
      case IncrementalSource.Mutation:
        for (const { id, attributes } of data.attributes) {
          for (const name of Object.keys(attributes)) {
            if (isOutdated(pass.find(id), name)) onOutdated();
          }
        }
        maskMutation(data, pass);
        return !!(
          data.adds.length +
          data.removes.length +
          data.attributes.length +
          data.texts.length
        );
      case IncrementalSource.Input: {
        const field = target as HTMLInputElement | undefined;
        if (!field || level === 'hidden' || level === 'ignore') return false;
        data.text = masking.maskInputValue(data.text, field, level);
        return !/^(?:checkbox|radio)$/.test(field.type) || masking.showsInput(field, level);
      }
      case IncrementalSource.MouseInteraction:
        return level !== 'hidden' && level !== 'ignore';
      case IncrementalSource.StyleSheetRule:
        styles.rule(data, level);
        return level !== 'hidden';
      case IncrementalSource.StyleDeclaration:
        styles.declaration(data, level);
        return level !== 'hidden';
      case IncrementalSource.AdoptedStyleSheet:
        styles.adopted(data, level);
        return level !== 'hidden';
      case IncrementalSource.Font:
        return styles.font(data, level);
      case IncrementalSource.CanvasMutation:
        return !!target && showsPictures(level) && toJson(data).length <= MAX_FRAME;
      case IncrementalSource.MouseMove:
      case IncrementalSource.TouchMove:
      case IncrementalSource.Drag:
      case IncrementalSource.Scroll:
      case IncrementalSource.ViewportResize:
      case IncrementalSource.MediaInteraction:
      case IncrementalSource.CustomElement:
        return true;
      default:
        // Selections: they would tell how long a masked text is.
        return false;
    }
  };

  const mask = (event: eventWithTime): eventWithTime | undefined => {
    const pass = createPass(masking, mirror);
    switch (event.type) {
      case EventType.Meta:
        event.data.href = scrubber.url(event.data.href);
        return event;
      case EventType.FullSnapshot:
        nodes.maskNode(event.data.node, pass);
        return event;
      case EventType.IncrementalSnapshot:
        return maskIncrement(event.data, pass) ? event : undefined;
      case EventType.DomContentLoaded:
      case EventType.Load:
      // Only of what has passed the gate of events, and of ours.
      case EventType.Custom:
        return event;
      default:
        return undefined;
    }
  };
  return { mask, isOutdated };
}
