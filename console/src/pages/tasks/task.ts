import type { StatusKind } from '../../parts/status.tsx';
import type { Query } from '../../routing/links.ts';

/** Something that waits for somebody. */
export interface Task {
  readonly key: string;
  /** The calendar date by which it has to be done; null where none is set. */
  readonly dueOn: string | null;
  /** Whether whoever looks may do it; the others follow it. */
  readonly mine: boolean;
  readonly title: string;
  /** The contact that it is about, whose name may be shown. */
  readonly contactId?: string | undefined;
  readonly to: string;
  readonly query?: Query;
  readonly state: { readonly kind: StatusKind; readonly text: string };
  /** What is to be done, or why whoever looks cannot. */
  readonly note?: string | undefined;
}

/** By deadline, overdue ones first; what has none waits as of today. */
export function byDeadline(tasks: readonly Task[], today: string): Task[] {
  return tasks.toSorted((a, b) => {
    const [first, second] = [a.dueOn ?? today, b.dueOn ?? today];
    if (first === second) return a.key < b.key ? -1 : 1;
    return first < second ? -1 : 1;
  });
}
