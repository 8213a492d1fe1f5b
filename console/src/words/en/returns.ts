import type * as fi from '../fi/returns.ts';
import type { Same } from '../message.ts';

export const returns: Same<typeof fi.returns> = {
  title: 'Returned',
  intro:
    'In HubSpot there is an address again whose holder was erased. An officer says what it is about. Nobody is erased again by itself.',
  open: 'Waiting for an answer',
  answered: 'Answered',
  noneOpen: 'Nobody waits for an answer.',
  noneAnswered: 'None has been answered.',
  strong: 'Same address',
  weak: 'Similar address',
  meaning: 'What a match means',
  strongMeans: 'The address is exactly that of somebody erased. It is almost certainly the same person.',
  weakMeans:
    'The address differs only in what stands behind a plus sign, or in dots. It is a hint: it may be somebody else.',
  newMeans: 'There is a new relationship, and the data may be kept. The retention period starts anew.',
  eraseMeans: 'The data came back, for example by an import. The answer opens a request, from which a list is made.',
  person: 'Person and match',
  found: 'Found',
  erasure: 'Erased by list',
  answer: 'Answer',
  answeredAt: 'Answered',
  answeredBy: 'By',
  request: 'Request',
  new_relationship: 'New relationship',
  erase_again: 'Erase again',
  officerAnswers: 'An officer answers',
  answerNew: 'New relationship, contact {id}',
  answerErase: 'Erase again, contact {id}',
  confirmTitle: 'Answer: {answer}',
  confirmNew: 'Contact {id} may stay in HubSpot. The answer cannot be changed.',
  confirmErase:
    'An erasure request is opened for contact {id}. Nothing is erased yet: the request is handled, and a list approved. The answer cannot be changed.',
  confirm: 'Answer',
  otherwise: 'Somebody has answered otherwise. An answer cannot be changed.',
  opened: 'The erasure request is open:',
  kept: 'The answer has been kept.',
};
