import { api } from '../../api/client.ts';
import type { RunAnswer } from '../../api/types.ts';
import { usePolling } from '../../api/use-polling.ts';
import { useResource } from '../../api/use-resource.ts';
import { Link } from '../../parts/link.tsx';
import { formatShare } from '../../words/formats.ts';
import { useLanguage } from '../../words/language.ts';
import { useMessages } from '../../words/messages.ts';

const POLL_MS = 2_000;

/** How far the run is that works on a list. */
export function RunProgress({ runId }: { runId: string }) {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  const { value, reload } = useResource(
    (signal) => api.get<RunAnswer>(`/api/runs/${encodeURIComponent(runId)}`, {}, { signal }),
    [runId],
  );
  usePolling(POLL_MS, reload);
  const share = value?.progress ?? undefined;
  return (
    <p>
      <progress aria-label={t('progress')} max={1} value={share} />{' '}
      {share !== undefined && formatShare(share, language)} <Link to={`/runs/${runId}`}>{t('run')}</Link>
    </p>
  );
}
