import { DATA_CATEGORIES } from '../policy/data-categories.ts';
import type { Policy } from '../policy/schema.ts';
import { hindranceTo, letterCalledFor } from '../rights/letters/called-for.ts';
import { LETTERS, type PersonRequest } from '../rights/requests/request.ts';
import type { Engine } from '../work/engine.ts';
import { personRequestAnswer } from './person-request-answer.ts';
import type { RequestWithChoices } from './schemas/person-request.ts';

/** A request as it is shown alone: with what there is to choose from when something is done with it. */
export function requestWithChoices(engine: Pick<Engine, 'policy' | 'now'>, request: PersonRequest): RequestWithChoices {
  const { policy } = engine;
  return {
    ...personRequestAnswer(engine, request),
    choices: {
      grounds: policy.requests.grounds.map((ground) => ({ ground, text: groundText(policy, ground) })),
      properties: request.kind === 'rectification' ? propertiesOf(policy) : [],
      letters: LETTERS.map((letter) => ({ letter, hindrance: hindranceTo(request, policy, letter) ?? null })),
      calledFor: letterCalledFor(request) ?? null,
    },
  };
}

function groundText({ requests }: Policy, ground: string) {
  return requests.groundTexts[ground] ?? { fi: ground, en: null };
}

/** Each once, though several categories may name it. */
function propertiesOf({ fields }: Policy) {
  const all = DATA_CATEGORIES.flatMap((category) => fields[category].contact);
  const named = new Map(all.map(({ property, label }) => [property, label]));
  return [...named].map(([property, label]) => ({ property, label }));
}
