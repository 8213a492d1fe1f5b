import type { Answer, Call, Family } from '../call.ts';
import { notFound } from '../errors.ts';
import { TYPE_FACTS } from '../object-types.ts';

/** Rules for values of properties of contacts; of an object type or property that has none the answer is empty. */
export const propertyValidationFamily: Family = {
  prefix: '/crm/property-validations',
  endpoints: [
    {
      method: 'GET',
      pattern: /^\/(?<typeId>[^/]+)\/(?<name>[^/]+)$/u,
      budget: 'burst',
      scopes: () => [['crm.schemas.contacts.read', 'crm.objects.contacts.read']],
      answer: rulesOfOne,
    },
  ],
};

function rulesOfOne(call: Call): Answer {
  const { account } = call.world;
  const name = call.param('name');
  if (call.param('typeId') !== TYPE_FACTS.contacts.typeId || !account.properties.contacts.has(name)) throw notFound();
  return { status: 200, body: { results: account.validationRules?.get(name) ?? [] } };
}
