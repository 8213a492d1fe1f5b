import type { ComponentChildren } from 'preact';

/** A button; while `busy` it does nothing and says so. `kind` is how much it matters. */
export function Button({
  children,
  kind = 'secondary',
  type = 'button',
  busy = false,
  disabled = false,
  onClick,
  describedBy,
}: {
  children: ComponentChildren;
  kind?: 'primary' | 'secondary' | 'danger' | 'quiet';
  type?: 'button' | 'submit';
  busy?: boolean;
  disabled?: boolean;
  onClick?: (() => unknown) | undefined;
  /** Id of what explains it. */
  describedBy?: string | undefined;
}) {
  return (
    <button
      // Not `disabled` while busy: focus would be lost.
      aria-disabled={busy || undefined}
      aria-describedby={describedBy}
      class={`button ${kind}`}
      disabled={disabled}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
      type={type}
    >
      {busy && <span aria-hidden="true" class="spinner" />}
      {children}
    </button>
  );
}
