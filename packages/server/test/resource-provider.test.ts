import type { RumEvent } from '@firsthand/protocol';
import { describe, expect, it } from 'vitest';
import { networks, resourceProvider } from '../src/enrich/resource-provider.js';

const of = (url: string, page = 'https://www.shop.example.co.uk/cart', own = networks([])) => {
  const event = { type: 'resource', resource: { url }, view: { url: page } } as RumEvent;
  return resourceProvider(event, own).resource?.provider;
};

describe('the provider of a resource', () => {
  it.each([
    ['the page’s own host', 'https://www.shop.example.co.uk/app.js', 'first-party example.co.uk'],
    [
      'another host of its site',
      'https://static.example.co.uk:8443/a',
      'first-party example.co.uk',
    ],
    ['a site beside it', 'https://example.org.uk/a', undefined],
    ['a library’s network', 'https://cdn.jsdelivr.net/npm/x', 'cdn JSDelivr CDN'],
    ['a customer of a network', 'https://d111.cloudfront.net/a.png', 'cdn Amazon CloudFront'],
    ['a network with numbers', 'https://x.kunlunab.com/a', 'cdn Alibaba Cloud CDN'],
    ['analytics', 'https://www.google-analytics.com/collect?v=1', 'analytics Google Analytics'],
    ['payment', 'https://js.stripe.com/v3', 'utility Stripe'],
    ['nobody known', 'https://api.unknown.test/a', undefined],
    ['no address', 'data:text/plain,x', undefined],
    ['nonsense', '///', undefined],
    ['a host that is too long', `https://${'a.'.repeat(200)}cloudfront.net/`, undefined],
  ])('of %s', (_, url, expected) => {
    const provider = of(url);
    expect(provider && `${provider.type} ${provider.name}`).toBe(expected);
  });

  it('of a page on an address of numbers is its own', () => {
    const page = 'http://127.0.0.1:3000/';
    expect(of('http://127.0.0.1:4000/a', page)).toEqual({ type: 'first-party', name: '127.0.0.1' });
    expect(of('http://127.0.0.2/a', page)).toBeUndefined();
    expect(of('http://[::1]:3000/a', 'http://[::1]/')?.type).toBe('first-party');
  });

  it('has the site of who it is', () => {
    expect(of('https://js.stripe.com/v3')?.website).toBe('https://stripe.com');
  });

  it('is what the operator says first', () => {
    const own = networks([
      { domain: 'img*.example.co.uk', name: 'Our edge', website: 'https://edge.test' },
      { domain: 'jsdelivr.net', name: 'Mirror' },
    ]);
    const edge = { type: 'cdn', name: 'Our edge', website: 'https://edge.test' };
    expect(of('https://img7.example.co.uk/a', undefined, own)).toEqual(edge);
    expect(of('https://a.img7.example.co.uk/a', undefined, own)).toEqual(edge);
    expect(of('https://cdn.jsdelivr.net/a', undefined, own)).toEqual({
      type: 'cdn',
      name: 'Mirror',
    });
  });

  it.each([
    ['kunluna.com', true],
    ['kunlunab.com', true],
    ['x.kunlunab.com', true],
    ['kunlunab.c.com', false],
    ['kunlun.com.example', false],
    ['com', false],
  ])('of kunlun*.com has %s: %s', (host, isOne) => {
    expect(!!networks([{ domain: 'kunlun*.com', name: 'Kunlun' }])(host)).toBe(isOne);
  });

  it('is none of other events', () => {
    const event = { type: 'error', view: { url: 'https://a.test/' } } as RumEvent;
    expect(resourceProvider(event, networks([]))).toEqual({});
  });
});
