import type { AccountData } from '../../local/simulator/account.ts';
import { addRecord } from '../../local/simulator/change.ts';
import { type Act, actOnRequest } from '../../src/rights/requests/actions/act.ts';
import { fileRequest } from '../../src/rights/requests/actions/file.ts';
import type { PersonRequest } from '../../src/rights/requests/request.ts';
import type { Engine } from '../../src/work/engine.ts';
import { type RegisterApp, startRegisterApp } from './register-app.ts';
import { MINUTE, NOW, syncWorld } from './sync-world.ts';

/** Object id of the officer. */
export const OFFICER = '0f3e7c54-0000-4000-8000-000000000001';

/** A register in which requests of people are filed, with a clock that moves on with each thing that happens. */
export interface RequestsWorld {
  readonly app: RegisterApp;
  readonly account: AccountData;
  now(): number;
  /** The register three minutes later, all of it within one day. */
  later(): RegisterApp;
  filed(wish: Partial<Parameters<typeof fileRequest>[1]>): Promise<PersonRequest>;
  acted(id: string, act: Act): Promise<PersonRequest>;
  /** Works off all runs that wait, and gives their scopes. */
  worked(engine?: Engine): Promise<string[]>;
}

/** A reconciled register with these contacts, without company or address, besides those of `syncWorld`. */
export async function requestsWorld(contactIds: readonly string[], policy?: unknown): Promise<RequestsWorld> {
  const account = syncWorld();
  for (const id of contactIds)
    addRecord(account, 'contacts', { id, createdAt: '2015-03-02T08:00:00.000Z', properties: {} });
  let now = NOW;
  const app = await startRegisterApp({ account, now, policy });
  await app.reconcile();
  const later = () => {
    now += 3 * MINUTE;
    app.setNow(now);
    return app;
  };
  return {
    app,
    account,
    now: () => now,
    later,
    async filed(wish) {
      const whole = {
        kind: 'access' as const,
        receivedOn: '2026-11-20',
        channel: 'letter' as const,
        contactIds: [],
        emails: [],
        marketing: false,
        ...wish,
      };
      const done = await fileRequest(later().newEngine(), whole, [], OFFICER);
      if (done.kind !== 'filed') throw new Error(`refused: ${done.kind}`);
      return done.request;
    },
    async acted(id, act) {
      const done = await actOnRequest(later().newEngine(), id, act, OFFICER, { underway: async () => undefined });
      if (done.kind !== 'done') throw new Error(`refused: ${JSON.stringify(done)}`);
      return done.request;
    },
    async worked(engine = app.newEngine()) {
      const waiting = [...(await engine.line.scopes())];
      while (await app.workOnce(engine));
      return waiting;
    },
  };
}
