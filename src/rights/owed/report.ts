import type { SliceContext } from '../../facts/context.ts';
import type { Report } from '../../runs/reports.ts';
import type { Ended } from './order.ts';

/** Says of whom a restriction could not be set or lifted, and whose stays though a request has ended. */
export async function reportSteps({ reports, session }: SliceContext, ended: readonly Ended[]): Promise<void> {
  const said = ended.flatMap(reportOn);
  if (said.length === 0) return;
  await reports.add(session.run.runId, said);
  const failed = said.filter(({ severity }) => severity === 'failure').length;
  if (failed > 0)
    session.say(`Restrictions of ${failed} contacts could not be set or lifted: the next run tries again.`);
}

function reportOn({ request, contactId: id, to, step, fate }: Ended): Report[] {
  const what = `restriction of request ${request.id}`;
  if (step.kind === 'over' && step.why === 'set_by_others')
    return [
      { severity: 'notice', kind: 'contacts', id, reason: `${what} has ended, but somebody else set one: it stays` },
    ];
  if (fate?.kind === 'done') return [];
  const why = step.kind === 'wait' ? step.reason : fate === undefined ? 'it was not tried' : fate.reason;
  const tried = to === 'restrict' ? 'could not be set' : 'could not be lifted';
  return [{ severity: 'failure', kind: 'contacts', id, reason: `${what} ${tried}: ${why}` }];
}
