import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import type { Chosen } from '../../parts/choice.tsx';
import { Live } from '../../parts/live.tsx';
import { useMessages } from '../../words/messages.ts';
import { PrepareDialog } from './prepare-dialog.tsx';

/** Prepares a list of those who were chosen from the rows of a table. */
export function PrepareChosen({ chosen: { ids, clear } }: { chosen: Chosen }) {
  const t = useMessages('erasures');
  const [isPreparing, setPreparing] = useState(false);
  const isNone = ids.length === 0;
  return (
    <div class={isNone ? 'after-table' : 'after-table of-chosen'}>
      <Live>
        <p>{isNone ? t('chooseFirst') : t('chosen', { count: ids.length })}</p>
      </Live>
      <p class="actions">
        <Button disabled={isNone} kind="primary" onClick={() => setPreparing(true)}>
          {t('prepare')}
        </Button>
        {!isNone && (
          <Button kind="quiet" onClick={clear}>
            {t('chooseNone')}
          </Button>
        )}
      </p>
      {isPreparing && <PrepareDialog chosen={ids} onClose={() => setPreparing(false)} />}
    </div>
  );
}
