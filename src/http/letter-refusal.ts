import type { HttpResponseInit } from '@azure/functions';
import type { LetterHindrance } from '../rights/letters/called-for.ts';
import type { Letter, PersonRequest } from '../rights/requests/request.ts';
import { problem } from './answers.ts';

/** What to do instead of a letter that cannot be written of a request as it is. */
const WHAT_TO_DO: Readonly<Record<LetterHindrance, string>> = {
  withdrawn: 'The person withdrew the request: there is nothing to tell.',
  ended: 'The request has ended: write the letter answer or refusal.',
  identified: 'It is established who asks: go on without this letter.',
  not_extended: 'The request is not extended: do that with extend first.',
  not_decided: 'Nothing is decided yet: do that with decide first.',
  all_refused: 'All of it was refused: write the letter refusal.',
  not_all_refused: 'Not all of it was refused: the letter answer also says what was, with ground and remedy.',
  not_carried_out: 'What was decided is not carried out yet, and the letter would say that it is: see what is open.',
  not_opted_out:
    'HubSpot does not hold the opt-out of everybody in it, and the letter would say so: record it there first.',
  no_restriction: 'Only a restriction that is in force can be lifted: answer the request first.',
  none_called_for: 'Nothing has to be told just now; name the letter with kind if you want one all the same.',
};

/** The answer to whoever asks for a letter that makes no sense now. */
export function letterRefusal(
  { state }: Pick<PersonRequest, 'state'>,
  letter: Letter | undefined,
  why: LetterHindrance,
): HttpResponseInit {
  const named = letter === undefined ? 'No letter is called for' : `The letter ${letter} cannot be written`;
  return problem(409, 'No such letter now', `${named}; the request is ${state}. ${WHAT_TO_DO[why]}`);
}
