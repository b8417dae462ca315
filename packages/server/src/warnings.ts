import type { Config } from './config.js';

/** What a configuration with a public address leaves open, or closed, that its operator may not know. */
export function warningsAbout(config: Config): string[] {
  const { host, rum, access, tokens, replay, adminTokens } = config;
  if (['127.0.0.1', 'localhost', '::1'].includes(host)) return [];
  const hasTokens = [tokens, replay.tokens, adminTokens].some((list) => Object.keys(list).length);
  const warnings = {
    'Any origin may send to this public address: set rum.allowOrigins.':
      rum.allowOrigins.includes('*'),
    'Everyone who reaches this public address may read all events: set access to token, unless a proxy asks who they are.':
      access === 'everyone',
    'Nobody elsewhere may read events at this public address: set access to token, and tokens.':
      access !== 'everyone' && !hasTokens,
  };
  return Object.keys(warnings).filter((warning) => warnings[warning as keyof typeof warnings]);
}
