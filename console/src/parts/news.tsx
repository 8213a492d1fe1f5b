import type { Resource } from '../api/use-resource.ts';
import { useMessages } from '../words/messages.ts';
import { Live } from './live.tsx';

/** Tells that somebody else, or a run, has moved on what the page shows. */
export function News({ of: { news } }: { of: Resource<unknown> }) {
  const t = useMessages('shared');
  return (
    <Live>
      {news > 0 && (
        <p class="notice" key={news}>
          {t('news')}
        </p>
      )}
    </Live>
  );
}
