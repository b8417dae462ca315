import { useSessionStorage } from '@mantine/hooks';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

interface Token {
  token: string | undefined;
  setToken: (token: string) => void;
}

const TokenContext = createContext<Token>({ token: undefined, setToken: () => {} });

/** By whose leave the server is asked, for as long as the tab is open. */
export function TabTokenProvider({ children }: { children: ReactNode }) {
  const [token, setToken] = useSessionStorage<string | undefined>({
    key: 'firsthand.token',
    defaultValue: undefined,
    getInitialValueInEffect: false,
  });
  const value = useMemo(() => ({ token, setToken }), [token, setToken]);
  return <TokenContext value={value}>{children}</TokenContext>;
}

/** Begins with the tab's token; one that is given within is known there alone, until the page is loaded again. */
export function TokenProvider({ children }: { children: ReactNode }) {
  const outer = useToken().token;
  const [given, setToken] = useState<string>();
  const token = given ?? outer;
  const value = useMemo(() => ({ token, setToken }), [token]);
  return <TokenContext value={value}>{children}</TokenContext>;
}

export function useToken(): Token {
  return useContext(TokenContext);
}
