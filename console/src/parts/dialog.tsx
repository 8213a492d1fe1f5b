import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useMessages } from '../words/messages.ts';
import { focusFirst, placesOf } from './kept-focus.ts';

/**
 * A dialog before everything else: it is begun at its heading, as a page is, and not at the button that closes it; the browser keeps the
 * focus in it, Esc closes it, and the focus goes back to where it was. Without `onClose` it can be left only by what is in it.
 */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose?: (() => void) | undefined;
  children: ComponentChildren;
}) {
  const t = useMessages('shared');
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What opened it may be gone when it closes: somebody else has done it meanwhile.
    const before = placesOf(document.activeElement);
    dialog.current?.showModal();
    heading.current?.focus();
    return () => focusFirst(before);
  }, []);
  return (
    <dialog
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      ref={dialog}
    >
      <div class="dialog-head">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {onClose !== undefined && (
          <button aria-label={t('close')} class="button quiet icon" onClick={onClose} type="button">
            <svg aria-hidden="true" viewBox="0 0 16 16">
              <path d="M4 4l8 8M12 4l-8 8" />
            </svg>
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}
