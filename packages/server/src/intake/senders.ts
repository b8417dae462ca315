import { APPLICATION_ID } from '@firsthand/protocol';
import type { Config } from '../config.js';
import { wildcard } from '../wildcard.js';

export interface Sender {
  application?: unknown;
  service?: unknown;
}

/** Who may not send. */
export interface Stranger {
  field: 'application.id' | 'service';
  name: string;
}

export type StrangerOf = (sender: Sender) => Stranger | undefined;

export const MAY_NOT_SEND = 'may not send to this server';

/** Says of a sender what about it is on no list; nothing when it may send. */
export function senders({ allowApplications, allowServices }: Config['rum']): StrangerOf {
  const isListed = wildcard(allowApplications, { isExact: true });
  const isServiceListed = wildcard(allowServices, { isExact: true });
  return (sender) => {
    const id = applicationOf(sender);
    if (id === undefined || !APPLICATION_ID.test(id) || !isListed(id)) {
      return { field: 'application.id', name: `Application ${nameOf(id ?? 'without an id')}` };
    }
    const service = typeof sender.service === 'string' ? sender.service : '';
    if (isServiceListed(service)) return undefined;
    return { field: 'service', name: `Service ${nameOf(service || 'without a name')}` };
  };
}

export function applicationOf({ application }: Sender): string | undefined {
  const { id } = (application ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : undefined;
}

function nameOf(text: string): string {
  return text.slice(0, 100);
}
