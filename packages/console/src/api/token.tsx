import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';

interface Token {
  token: string | undefined;
  setToken: (token: string) => void;
}

const TokenContext = createContext<Token>({ token: undefined, setToken: () => {} });

/**
 * By whose leave the server is asked; it is kept by no one but the page. Within another, it begins with the other's
 * token, and a token that is given within is not known without.
 */
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
