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
  label,
}: {
  children: ComponentChildren;
  kind?: 'primary' | 'secondary' | 'danger' | 'quiet';
  type?: 'button' | 'submit';
  busy?: boolean;
  disabled?: boolean;
  onClick?: (() => unknown) | undefined;
  /** Id of what explains it. */
  describedBy?: string | undefined;
  /** Its name for screen readers, where several buttons say the same; begins with what it says. */
  label?: string | undefined;
}) {
  return (
    <button
      // Not `disabled` while busy: focus would be lost.
      aria-disabled={busy || undefined}
      aria-describedby={describedBy}
      aria-label={label}
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
