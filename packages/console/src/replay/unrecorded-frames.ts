import { EventType, IncrementalSource, type eventWithTime, type ReplayPlugin } from 'rrweb';

/** Has frames of which only the place was recorded, as those of other sites, say why they are empty. */
export const unrecordedFrames: ReplayPlugin = {
  handler(event, _, { replayer }) {
    const mirror = replayer.getMirror();
    for (const id of framesIn(event)) {
      const page = (mirror.getNode(id) as HTMLIFrameElement | null)?.contentDocument;
      if (page && !mirror.hasNode(page)) label(page);
    }
  },
};

function framesIn({ type, data }: eventWithTime): number[] {
  const found: number[] = [];
  const walk = (node: RecordedNode) => {
    if ('tagName' in node && node.tagName === 'iframe') found.push(node.id);
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  };
  if (type === EventType.FullSnapshot) walk(data.node);
  if (type === EventType.IncrementalSnapshot && data.source === IncrementalSource.Mutation) {
    for (const { node } of data.adds) walk(node);
  }
  return found;
}

type RecordedNode = Extract<eventWithTime, { type: EventType.FullSnapshot }>['data']['node'];

/** What is recorded of a frame later takes the place of this. */
function label({ body }: Document): void {
  body.textContent = 'Not recorded';
  body.style.cssText =
    'display: grid; place-content: center; height: 100vh; margin: 0; font: 12px system-ui; color: gray';
}
