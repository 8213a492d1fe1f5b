import fc from 'fast-check';
import type { AccountData } from '../../../local/simulator/account.ts';

/** Where changes happen. */
export interface Surroundings {
  readonly account: AccountData;
  /** Which of HubSpot's two ways of merging the account has. */
  readonly mergeKeepsPrimaryId: boolean;
}

/** Something that somebody does in HubSpot. */
export interface Change {
  /** Does it at `at` (epoch ms), when there is something to do it to. */
  apply(surroundings: Surroundings, at: number): void;
  /** How fast-check prints it. */
  [fc.toStringMethod](): string;
}

/** Changes of one kind, by what is drawn at random for each. */
export function changesOf<T>(
  name: string,
  drawn: fc.Arbitrary<T>,
  apply: (surroundings: Surroundings, drawn: T, at: number) => void,
): fc.Arbitrary<Change> {
  return drawn.map((values) => ({
    apply: (surroundings, at) => apply(surroundings, values, at),
    [fc.toStringMethod]: () => `${name} ${JSON.stringify(values)}`,
  }));
}
