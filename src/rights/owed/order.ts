import type { Fate } from '../../hubspot/fate.ts';
import type { PersonRequest } from '../requests/request.ts';
import type { Step } from './step.ts';

/** What a request wants of one of its contacts, and what comes of it. */
export interface Order {
  readonly request: PersonRequest;
  readonly contactId: string;
  readonly to: 'restrict' | 'free';
  readonly step: Step;
}

/** What has become of an order; `undefined` as long as it has to be tried again. */
export interface Ended extends Order {
  readonly fate: Fate | undefined;
}
