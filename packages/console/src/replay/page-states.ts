import { EventType, IncrementalSource, type ReplayPlugin, type Replayer } from 'rrweb';

/** Brings the played page into states that rrweb does not, by what has just been played. */
export const pageStates: ReplayPlugin = {
  handler(event, _, { replayer }) {
    const { type, data } = event;
    if (type === EventType.FullSnapshot) abandonSheets(replayer);
    if (type === EventType.Custom && data.tag === 'popover') {
      const { id, isOpen } = data.payload as { id: number; isOpen: boolean };
      toggle(elementOf(replayer, id), isOpen);
    }
    if (type !== EventType.IncrementalSnapshot || data.source !== IncrementalSource.Mutation)
      return;
    for (const { id, attributes } of data.attributes) {
      if (attributes['open'] === null) close(elementOf(replayer, id));
    }
  },
};

/** The document outlives a jump to an earlier time, and what it has adopted with it. */
function abandonSheets({ iframe: { contentDocument } }: Replayer): void {
  if (contentDocument?.adoptedStyleSheets.length) contentDocument.adoptedStyleSheets = [];
}

function elementOf(replayer: Replayer, id: number): HTMLElement | undefined {
  const node = replayer.getMirror().getNode(id);
  return node?.nodeType === Node.ELEMENT_NODE ? (node as HTMLElement) : undefined;
}

/** It may be shown already, or be taken away. */
function toggle(element: HTMLElement | undefined, isOpen: boolean): void {
  if (element?.popover && element.matches(':popover-open') !== isOpen)
    element.togglePopover(isOpen);
}

/** A dialog that merely loses its attribute stays a modal one. https://html.spec.whatwg.org/#note-dialog-remove-open-attribute */
function close(element: HTMLElement | undefined): void {
  if (element?.localName !== 'dialog' || !element.matches(':modal')) return;
  element.setAttribute('open', '');
  (element as HTMLDialogElement).close();
}
