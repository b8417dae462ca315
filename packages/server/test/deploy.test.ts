import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { completeConfig, type ConfigInput } from '../src/config.js';

const folder = new URL('../../../deploy/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');

interface Service {
  image?: string;
  configs?: { source: string; target: string }[];
  volumes?: string[];
  depends_on?: string[] | Record<string, unknown>;
  environment?: Record<string, string>;
}

describe('deploy/compose.yaml', () => {
  const compose = parse(read('compose.yaml'), { merge: true }) as {
    services: Record<string, Service>;
    configs: Record<string, { file: string }>;
    volumes: Record<string, unknown>;
  };
  const services = Object.entries(compose.services);
  const names = Object.keys(compose.services);

  it('names only services, files and volumes that are there', () => {
    for (const [, { configs = [], volumes = [], depends_on: needed = [] }] of services) {
      for (const { source } of configs) expect(compose.configs).toHaveProperty(source);
      for (const volume of volumes)
        expect(compose.volumes).toHaveProperty([volume.split(':')[0] ?? '']);
      const others = Array.isArray(needed) ? needed : Object.keys(needed);
      expect(names).toEqual(expect.arrayContaining(others));
    }
    for (const { file } of Object.values(compose.configs)) expect(read(file)).not.toBe('');
  });

  it('has two servers, and a node for each replica of each shard', () => {
    const environments = services.map(([, { environment = {} }]) => environment);
    const replicas = environments.flatMap(({ SHARD, REPLICA }) =>
      SHARD ? [`${SHARD}-${REPLICA}`] : [],
    );
    expect(replicas).toEqual(['1-1', '1-2', '2-1', '2-2']);
    const servers = environments.filter((environment) => environment['CLICKHOUSE_URL']);
    expect(servers).toHaveLength(2);
    const xml = read('clickhouse/cluster.xml');
    for (const { CLICKHOUSE_CLUSTER } of servers) expect(xml).toContain(`<${CLICKHOUSE_CLUSTER}>`);
  });

  it('has behind its proxy and in its cluster what it runs', () => {
    const proxied = Array.from(
      read('haproxy.cfg').matchAll(/^ {2}server \S+ ([\w-]+):/gm),
      (m) => m[1],
    );
    const replicas = Array.from(
      read('clickhouse/cluster.xml').matchAll(/<host>(clickhouse-[\w-]+)</g),
      (m) => m[1],
    );
    const isNode = (name: string) => name.startsWith('clickhouse-');
    expect(replicas).toEqual(names.filter(isNode));
    expect(proxied).toEqual(names.filter((name) => isNode(name) || name.startsWith('firsthand-')));
  });

  it('gives the servers a configuration that they take', () => {
    expect(completeConfig(JSON.parse(read('firsthand.json')) as ConfigInput)).toMatchObject({
      access: 'token',
      replay: { access: 'token' },
    });
  });
});

describe('the Helm chart', () => {
  const values = parse(read('helm/firsthand/values.yaml')) as Record<string, unknown>;
  const templates = readdirSync(new URL('helm/firsthand/templates', folder));
  const valueAt = (path: string) =>
    path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], values);

  it('has a name, a version and a configuration that servers take', () => {
    expect(parse(read('helm/firsthand/Chart.yaml'))).toMatchObject({
      apiVersion: 'v2',
      name: 'firsthand',
    });
    expect(completeConfig(values['config'] as ConfigInput).access).toBe('token');
  });

  it.each(templates)('%s names values that are there, and is YAML with them', (name) => {
    const template = read(`helm/firsthand/templates/${name}`);
    const named = Array.from(template.matchAll(/\.Values\.([\w.]+)/g), (m) => m[1] ?? '');
    expect(named.filter((path) => valueAt(path) === undefined)).toEqual([]);
    const count = (pattern: RegExp) => template.match(pattern)?.length ?? 0;
    expect(count(/\{\{- end \}\}/g)).toBe(count(/\{\{- if /g));
    const filled = template
      .replace(/^ *\{\{- (?:if|else|end)[^}]*\}\}\n/gm, '')
      .replace(/\{\{ [^}]*\}\}/g, 'filled');
    // Of alternatives the last stands.
    expect(parse(filled, { uniqueKeys: false })).toMatchObject({
      kind: expect.any(String) as string,
      metadata: { name: expect.stringContaining('filled') as string },
    });
  });
});
