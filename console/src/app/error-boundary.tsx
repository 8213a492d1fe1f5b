import { Component, type ComponentChildren } from 'preact';
import { Broken } from './broken.tsx';

interface Props {
  /** The address that is shown: another one is tried anew. */
  readonly at: string;
  readonly children: ComponentChildren;
}

/** Says that a page failed, in its place; the others can be gone to. */
export class ErrorBoundary extends Component<Props, { readonly failedAt?: string }> {
  override componentDidCatch(error: unknown) {
    this.setState({ failedAt: this.props.at });
    reportError(error);
  }

  override render() {
    return this.state.failedAt === this.props.at ? <Broken /> : this.props.children;
  }
}
