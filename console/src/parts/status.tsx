import type { ComponentChildren } from 'preact';

export type StatusKind = 'good' | 'warning' | 'bad' | 'info' | 'neutral';

/** A shape for each kind, so that it is not told by its colour alone. */
const SHAPES: Readonly<Record<StatusKind, string>> = {
  good: 'M3 8.5l3.2 3L13 4.5',
  warning: 'M8 3v6M8 12.2v.6',
  bad: 'M4 4l8 8M12 4l-8 8',
  info: 'M8 7v6M8 3.4v.6',
  neutral: 'M4 8h8',
};

/** How something stands, in words with a mark before them. */
export function Status({ kind, children }: { kind: StatusKind; children: ComponentChildren }) {
  return (
    <span class={`status ${kind}`}>
      <svg aria-hidden="true" viewBox="0 0 16 16">
        <path d={SHAPES[kind]} />
      </svg>
      <span>{children}</span>
    </span>
  );
}
