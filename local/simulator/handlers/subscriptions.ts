import type { Answer, Call, Family } from '../call.ts';

/** The account's subscription types (hubspot.md 6). */
export const subscriptionFamily: Family = {
  prefix: '/communication-preferences',
  endpoints: [
    {
      method: 'GET',
      pattern: /^\/definitions$/u,
      budget: 'burst',
      scopes: () => [['communication_preferences.read']],
      answer: definitions,
    },
  ],
};

function definitions(call: Call): Answer {
  const at = new Date(call.at).toISOString();
  const results = [...call.world.account.subscriptionTypes.values()].map((type) => ({
    ...type,
    communicationMethod: 'Email',
    purpose: 'Marketing',
    isDefault: false,
    isInternal: false,
    createdAt: '2024-01-15T08:00:00Z',
    updatedAt: '2024-01-15T08:00:00Z',
  }));
  return { status: 200, body: { status: 'COMPLETE', results, startedAt: at, completedAt: at } };
}
