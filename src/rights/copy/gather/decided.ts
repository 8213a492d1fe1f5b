import type { PersonRequest } from '../../requests/request.ts';
import type { Decided } from './context.ts';

/** What was decided of a request, by subject. Before the decision nothing is granted that takes one, and nothing refused. */
export function decidedOf({ decision }: Pick<PersonRequest, 'decision'>): Decided {
  const items = new Map((decision?.items ?? []).map((item) => [item.subject, item]));
  return {
    isGranted: (subject) => items.get(subject)?.outcome === 'granted',
    groundOf: (subject) => {
      const item = items.get(subject);
      return item?.outcome === 'refused' ? (item.ground ?? 'rights_of_others') : undefined;
    },
  };
}
