import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useMessages } from '../words/messages.ts';
import { Button } from './button.tsx';

interface Props {
  onSubmit(): void;
  /** Shows everything again; left out where everything is shown. */
  readonly onClear?: (() => void) | undefined;
  readonly children: ComponentChildren;
}

/** Asks what a list is to show. */
export function FilterForm({ onSubmit, onClear, children }: Props) {
  const t = useMessages('shared');
  const form = useRef<HTMLFormElement>(null);
  return (
    <search aria-label={t('filters')}>
      <form
        class="filters"
        noValidate
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <Button type="submit">{t('search')}</Button>
        {onClear !== undefined && (
          <Button
            kind="quiet"
            onClick={() => {
              onClear();
              // The button goes with what it cleared.
              form.current?.querySelector<HTMLElement>('select, input')?.focus();
            }}
          >
            {t('clear')}
          </Button>
        )}
      </form>
    </search>
  );
}
