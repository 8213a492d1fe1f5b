import type { Executing } from './executing.ts';

/** Whether effects are carried out, or only listed: what makes a run a dry one. Nothing else in the program asks. */
export function modeOf({ session }: Pick<Executing, 'session'>): 'carry_out' | 'list' {
  return session.run.dryRun ? 'list' : 'carry_out';
}
