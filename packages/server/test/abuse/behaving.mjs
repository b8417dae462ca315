import { parentPort, workerData } from 'node:worker_threads';

/*
 * A client that behaves, in a thread of its own, so that it measures the server and not the strangers beside it: one small batch
 * after the other until it is told to end. It answers which were accepted, and how long each took in milliseconds.
 */
const { url, head, event } = workerData;
const accepted = [];
const waited = [];
const end = new AbortController();
parentPort.once('message', () => end.abort());
for (let n = 0; !end.signal.aborted; n += 1) {
  const message = `good ${n}`;
  const lines = [
    { ...head, batch_id: `behaving-${n}` },
    { ...event, date: Date.now(), error: { ...event.error, message } },
  ];
  const body = lines.map((line) => JSON.stringify(line)).join('\n');
  const began = performance.now();
  const response = await fetch(url, { method: 'POST', body });
  await response.text();
  waited.push(performance.now() - began);
  if (response.status === 202) accepted.push(message);
  await new Promise((resolve) => setTimeout(resolve, 20));
}
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has none.
parentPort.postMessage({ accepted, waited });
