import { createHealth, type HealthService } from '../health/create-health.ts';
import type { Policy } from '../policy/schema.ts';
import { createNoticeEngine } from '../notice/create-engine.ts';
import { copyTools } from '../rights/copy/copy-tools.ts';
import type { CopyTools } from '../rights/copy/tools.ts';
import type { LetterTemplates } from '../rights/letters/load-templates.ts';
import type { OtherAccount } from '../rights/requests/resolve-person.ts';
import type { Settings } from '../settings/settings.ts';
import type { Engine } from '../work/engine.ts';
import type { GuardedRegister } from './endpoint.ts';

/** The register of one HubSpot account, as functions of every kind use it. */
export interface Register extends GuardedRegister {
  readonly engine: Engine;
  readonly health: HealthService;
  /** What copies for people are made with. */
  readonly copies: CopyTools;
  /** What letters to people in the register are written from. */
  readonly letters: LetterTemplates;
}

/** HubSpot of the other accounts of the app, by their names: the same person may be in several. */
export function othersThan(account: string | undefined, registers: readonly Register[]): OtherAccount[] {
  return registers.flatMap(({ account: other, engine: { hubspot } }) => {
    return other === undefined || other === account ? [] : [{ account: other, hubspot }];
  });
}

/** Composes one from its settings and its policy; sends nothing yet. */
export function createRegister(settings: Settings, policy: Policy, letters: LetterTemplates): Register {
  const engine = createNoticeEngine(settings, policy);
  return {
    account: settings.account?.name,
    tables: settings.account?.tables,
    prepare: () => engine.storage.prepare(),
    audit: engine.audit,
    engine,
    copies: copyTools(engine),
    health: createHealth(engine, settings),
    letters,
  };
}
