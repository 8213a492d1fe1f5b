import type { Engine } from '../../work/engine.ts';

/** The add-on is in use again: an administrator has asked for a run over everything, which defines what was removed. */
export async function returnToUse({ audit, offboarded }: Engine, actor: string): Promise<void> {
  await audit.record(
    [{ action: 'onboarded', subject: 'register:hubspot', cause: 'a run over everything was asked for' }],
    { runId: '', actor },
  );
  await offboarded.remove();
}
