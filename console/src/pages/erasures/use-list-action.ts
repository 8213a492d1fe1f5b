import type { ErasureAnswer } from '../../api/types.ts';
import { type Action, useAction } from '../../api/use-action.ts';
import { ApiProblem } from '../../api/problem.ts';

/** What a dialog about a list gets. */
export interface ListDialog {
  readonly list: ErasureAnswer;
  onClose(): void;
  /** It is done: the list is another now, and is shown as it is. */
  onDone(): Promise<void>;
  /** It is not, because the list had become another before. */
  onMoved(): Promise<void>;
}

/** An action on a list: where the list has changed meanwhile it is shown as it is now, and nothing else happens. */
export function useListAction<Given extends readonly unknown[]>(
  { onDone, onMoved }: Pick<ListDialog, 'onDone' | 'onMoved'>,
  act: (...given: Given) => Promise<unknown>,
): Action<Given, void> {
  return useAction(async (...given: Given) => {
    try {
      await act(...given);
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.type.endsWith('/list-changed')) throw error;
      await onMoved();
      return;
    }
    await onDone();
  });
}
