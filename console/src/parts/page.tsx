import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** The path that was shown first: the browser itself starts there at the top. */
let shownPath: string | undefined;

/** A page: its title is the window's, and gets the focus when one comes to it from another page. */
export function Page({
  title,
  actions,
  intro,
  children,
}: {
  title: string;
  actions?: ComponentChildren;
  intro?: ComponentChildren;
  children: ComponentChildren;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { path } = useLocation();
  useLayoutEffect(() => {
    document.title = `${title} – Rekisteri`;
  }, [title]);
  useEffect(() => {
    if (shownPath !== undefined && shownPath !== path) {
      heading.current?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    }
    shownPath = path;
  }, [path]);
  return (
    <>
      <div class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions !== undefined && <div class="actions">{actions}</div>}
      </div>
      {intro !== undefined && <p class="intro">{intro}</p>}
      {children}
    </>
  );
}
