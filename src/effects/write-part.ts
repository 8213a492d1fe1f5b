import type { Decided } from '../decisions/decided.ts';
import type { SliceContext } from '../facts/context.ts';
import type { Fate } from '../hubspot/fate.ts';
import { type RecordKind, subjectOf } from '../register/record.ts';
import type { SetValues } from './effect.ts';
import { effectOf } from './effect-of.ts';
import type { EndGrounds } from './end-grounds.ts';
import { execute } from './execute.ts';
import { type Carried, setValues } from './kinds/set-values.ts';
import type { Processed } from './remember.ts';
import type { Written } from './tally.ts';

/** Facts of a record, and what was decided from them. */
export interface DecidedFacts<Facts> {
  readonly facts: Facts;
  readonly decided: Decided;
  readonly restsOn?: EndGrounds;
}

/** A part of the records of a kind, all decided. */
export interface DecidedPart<Facts> {
  readonly kind: RecordKind;
  readonly number: number;
  readonly all: readonly DecidedFacts<Facts>[];
  /** Decides some again, with what has changed since they were read. */
  readonly decideAgain?: (overtaken: readonly DecidedFacts<Facts>[]) => Promise<readonly DecidedFacts<Facts>[]>;
  readonly remember: (processed: readonly Processed<Facts>[]) => Promise<void>;
}

const RIGHT: Fate = { kind: 'done' };

/** Brings about what was decided on a part, and gives what became of each record. An archived one is not written, only remembered. */
export async function writePart<Facts>(
  context: SliceContext,
  carried: Carried,
  { kind, number, all, decideAgain, remember }: DecidedPart<Facts>,
): Promise<Written[]> {
  const bySubject = new Map(all.map((one) => [subjectOf(one.decided), one]));
  const effects = new Map<string, SetValues>();
  const plan = (some: Iterable<DecidedFacts<Facts>>) => {
    for (const one of some) {
      const effect = one.decided.live ? effectOf(one.decided, one.restsOn) : undefined;
      const subject = subjectOf(one.decided);
      if (effect === undefined) effects.delete(subject);
      else effects.set(subject, effect);
    }
  };
  plan(bySubject.values());
  const fateOf = (subject: string, fates: ReadonlyMap<string, Fate>) =>
    effects.has(subject) ? fates.get(subject) : RIGHT;
  const fates = await execute(context, setValues(context, kind, carried), [...effects.values()], {
    part: number,
    remember: (found) => {
      // Of a record whose update came to no end nothing new is known.
      const processed = [...bySubject].flatMap(([subject, one]) => {
        const fate = one.decided.live ? fateOf(subject, found) : undefined;
        return fate === undefined && one.decided.live ? [] : [{ ...one, fate }];
      });
      return remember(processed);
    },
    ...(decideAgain && {
      decideAgain: async (overtaken) => {
        const subjects = overtaken.map(({ record }) => subjectOf(record));
        const some = await decideAgain(subjects.flatMap((subject) => bySubject.get(subject) ?? []));
        for (const one of some) bySubject.set(subjectOf(one.decided), one);
        plan(some);
        return subjects.flatMap((subject) => effects.get(subject) ?? []);
      },
    }),
  });
  return [...bySubject].flatMap(([subject, { decided }]) =>
    decided.live ? [{ decided, hasChanges: effects.has(subject), fate: fateOf(subject, fates) }] : [],
  );
}
