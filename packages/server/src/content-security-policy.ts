/**
 * Scripts of its own origin only; the component library sets styles inline. What the player shows was sent by whoever
 * can reach the intake, so that it loads nothing from elsewhere but from `allowAssets`.
 */
export function contentSecurityPolicy(allowAssets: readonly string[]): string {
  const assets = ['', ...allowAssets].join(' ');
  return [
    "default-src 'self'",
    `style-src 'self' 'unsafe-inline'${assets}`,
    `img-src 'self' data:${assets}`,
    `font-src 'self' data:${assets}`,
    `media-src 'self' data:${assets}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ].join('; ');
}
