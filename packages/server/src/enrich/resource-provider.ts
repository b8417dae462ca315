import type { RumEvent } from '@firsthand/protocol';
import type { Enrichment } from '@firsthand/protocol/query';
import thirdParties from 'third-party-web/nostats-subset.js';
import { getDomain } from 'tldts';
import { hostOf } from '../store/host-of.js';
import { wildcard } from '../wildcard.js';
import { CDN_HOSTS, type CdnHosts } from './cdn-hosts.js';

/** The longest that a host may be. RFC 1035, section 2.3.4 */
const MAX_HOST = 253;

/** @param host as it stands in an address, without a port */
export type NetworkOf = (host: string) => CdnHosts | undefined;

/** Of resources: who delivers them. First what the operator says, then the page's own site, then lists that come along. */
export function resourceProvider(
  event: RumEvent,
  networkOf: NetworkOf,
): Pick<Enrichment, 'resource'> {
  if (event.type !== 'resource') return {};
  const { resource, view } = event;
  const provider = providerOf(resource.url, view.url, networkOf);
  return provider ? { resource: { provider } } : {};
}

const builtIn = networks(CDN_HOSTS);

type Provider = NonNullable<Enrichment['resource']>['provider'];

function providerOf(url: string, page: string, networkOf: NetworkOf): Provider | undefined {
  const host = hostNameOf(url);
  if (!host) return undefined;
  const ours = networkOf(host);
  if (ours) return cdn(ours);
  const site = siteOf(host);
  if (site === siteOf(hostNameOf(page))) return { type: 'first-party', name: site };
  const network = builtIn(host);
  if (network) return cdn(network);
  const {
    name,
    category: type,
    homepage: website,
  } = thirdParties.getEntity(`https://${host}`) ?? {};
  return name && type ? { type, name, ...(website && { website }) } : undefined;
}

const cdn = ({ name, website }: CdnHosts): Provider => ({
  type: 'cdn',
  name,
  ...(website && { website }),
});

/** Without a port; empty where there is none. */
function hostNameOf(url: string): string {
  const host = hostOf(url).replace(/:\d+$/, '');
  return host.length > MAX_HOST ? '' : host;
}

/** The registrable domain, such as `shop.co.uk`; the host itself where there is none, as of an address of numbers. */
function siteOf(host: string): string {
  return getDomain(host, { allowPrivateDomains: true }) ?? host;
}

/** Tells the network of a host, by the first entry that has it. */
export function networks(hosts: readonly CdnHosts[]): NetworkOf {
  const entries = hosts.map((network) => ({
    network,
    labels: network.domain.split('.').map((label) => wildcard([label])),
  }));
  return (host) => {
    const given = host.split('.');
    return entries.find(({ labels }) => {
      const last = given.slice(-labels.length);
      return labels.every((matches, index) => matches(last[index] ?? ''));
    })?.network;
  };
}
