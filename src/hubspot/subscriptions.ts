import { subscriptionTypesSchema } from './answers.ts';
import type { Access } from './records.ts';

/** A subscription type of the account, that is a purpose of communication. */
export interface SubscriptionType {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** All subscription types of the account, active and not; one request. */
export async function readSubscriptionTypes({ transport, paths }: Access): Promise<SubscriptionType[]> {
  const path = paths.subscriptionTypes();
  const { results } = await transport.send({ method: 'GET', path, answer: subscriptionTypesSchema, effect: 'read' });
  const byId = new Map(results.map(({ id, name, isActive }) => [id, { id, name, active: isActive }]));
  return [...byId.values()];
}
