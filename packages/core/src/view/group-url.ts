/**
 * A view name of low cardinality from a path: segments that hold a digit are ids, unless they name an API
 * version such as `v2`. `/product/8f3a/edit` → `/product/?/edit`
 */
export function groupUrl(pathname: string): string {
  return pathname.replace(/[^/#]+/g, (segment) =>
    /\d/.test(segment) && !/^v\d+$/.test(segment) ? '?' : segment,
  );
}
