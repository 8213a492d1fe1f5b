import type { ComponentChildren } from 'preact';
import { href, type Query } from '../routing/links.ts';

/** A link to a page of the console, e.g. `/requests`; the account stays. */
export function Link({ to, query, children }: { to: string; query?: Query; children: ComponentChildren }) {
  return <a href={href(to, query)}>{children}</a>;
}
