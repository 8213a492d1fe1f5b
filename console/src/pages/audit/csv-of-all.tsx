import { useEffect, useRef, useState } from 'preact/hooks';
import type { CallQuery } from '../../api/client.ts';
import { saveBlob } from '../../api/download.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useMessages } from '../../words/messages.ts';
import { wholeCsv } from './whole-csv.ts';

/** Downloads everything that a filter lets through, however many pages that is. */
export function CsvOfAll({
  path,
  filter,
  name,
  label,
}: {
  path: string;
  filter: CallQuery;
  name: string;
  label: string;
}) {
  const t = useMessages('audit');
  const [rows, setRows] = useState<number>();
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const { run, busy, problem } = useAction(async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setRows(0);
    try {
      const whole = await wholeCsv(path, filter, { signal, onRows: setRows });
      saveBlob(whole.file, name);
    } catch (error) {
      setRows(undefined);
      if (!signal.aborted) throw error;
    }
  });
  return (
    <>
      <Problem problem={problem} says={{ 503: t('tooMuch') }} />
      <p class="actions">
        <Button busy={busy} onClick={run}>
          {label}
        </Button>
        {busy && (
          <Button kind="quiet" onClick={() => stop.current.abort()}>
            {t('stop')}
          </Button>
        )}
        <span aria-live="polite">{rows !== undefined && t(busy ? 'csvRows' : 'csvDone', { count: rows })}</span>
      </p>
    </>
  );
}
