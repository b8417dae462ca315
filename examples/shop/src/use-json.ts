import { useEffect, useState } from 'react';

/** What a URL of the shop's API answers; `undefined` until it has. */
export function useJson<T>(url: string): T | undefined {
  const [answer, setAnswer] = useState<{ url: string; body: T }>();
  useEffect(() => {
    const controller = new AbortController();
    fetch(url, { signal: controller.signal })
      .then(async (response) => setAnswer({ url, body: (await response.json()) as T }))
      .catch((error: Error) => {
        if (error.name !== 'AbortError') throw error;
      });
    return () => controller.abort();
  }, [url]);
  return answer?.url === url ? answer.body : undefined;
}
