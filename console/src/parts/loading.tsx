import { useMessages } from '../words/messages.ts';

/** That something is being fetched. */
export function Loading({ what }: { what?: string }) {
  const t = useMessages('shared');
  return (
    <p class="loading" role="status">
      <span aria-hidden="true" class="spinner" />
      {what ?? t('loading')}
    </p>
  );
}
