import type { Rum } from '@firsthand/rum';
import {
  Component,
  createElement,
  type ComponentType,
  type ErrorInfo,
  type ReactNode,
} from 'react';
import { componentStackOf } from './component-stack.js';
import { RumContext } from './use-rum.js';

export interface FallbackProps {
  /** What was thrown. */
  error: unknown;
  /** Renders the children anew. */
  resetError: () => void;
}

export interface ErrorBoundaryProps {
  children?: ReactNode | undefined;
  /** Shown instead of the children when one of them threw. */
  fallback: ReactNode | ComponentType<FallbackProps>;
  /** Called after the error was reported. */
  onError?: ((error: unknown, info: ErrorInfo) => void) | undefined;
  /** Called by `resetError`, before the children are rendered anew. */
  onReset?: (() => void) | undefined;
}

interface State {
  thrown: { error: unknown } | undefined;
}

/** Reports what its children throw while they render or in their effects, with the components in which it happened. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  static override readonly contextType = RumContext;
  declare context: Rum;
  override state: State = { thrown: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { thrown: { error } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    this.context.addError(error, undefined, componentStackOf(info));
    this.props.onError?.(error, info);
  }

  readonly resetError = (): void => {
    this.props.onReset?.();
    this.setState({ thrown: undefined });
  };

  override render(): ReactNode {
    const { children, fallback } = this.props;
    const { thrown } = this.state;
    if (!thrown) return children;
    if (typeof fallback !== 'function') return fallback;
    return createElement(fallback, { error: thrown.error, resetError: this.resetError });
  }
}
