import type { RunSummary } from '../../api/types.ts';
import { Status, type StatusKind } from '../../parts/status.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText } from '../../words/messages.ts';

const KINDS: Readonly<Record<RunSummary['status'], StatusKind>> = {
  queued: 'neutral',
  running: 'info',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'neutral',
};

/** How a run stands. */
export function RunStatus({ status }: { status: RunSummary['status'] }) {
  const { language } = useLanguage();
  return <Status kind={KINDS[status]}>{codeText('runStatuses', language, status)}</Status>;
}

/** Whether it goes on, so that it is worth asking again. */
export function goesOn({ status }: Pick<RunSummary, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** How often a run that goes on is asked after, ms. */
export const POLL_MS = 2_000;
