import type { HubSpotError } from '../../../hubspot/errors.ts';
import type { PropertyRule } from '../../../hubspot/property-rules.ts';
import type { Access } from '../../../hubspot/records.ts';
import { readValueDefinition } from '../../../hubspot/value-definition.ts';
import type { RequestRefusal } from '../acting.ts';

/** What HubSpot's codes say of a value, in words. */
const WORDS: Readonly<Partial<Record<string, string>>> = {
  INVALID_BOOLEAN: 'must be true or false',
  INVALID_DATE: 'must be a date that HubSpot takes',
  INVALID_EMAIL: 'must be an e-mail address that HubSpot takes',
  INVALID_INTEGER: 'must be a whole number',
  INVALID_LONG: 'must be a number',
  INVALID_NUMBER: 'must be a number',
  INVALID_OPTION: 'must be one of the options of the property',
  READ_ONLY_VALUE: 'is of a property that HubSpot lets nobody change',
};

/** HubSpot's own refusal, in words that quote no value. Throws what is no refusal of the value: then HubSpot cannot be used. */
export async function refusalOfHubSpot(
  hubspot: Access,
  contactId: string,
  error: HubSpotError,
  rules: readonly PropertyRule[],
): Promise<RequestRefusal> {
  if (error.code === 'not_found') return { kind: 'merged_contact', contactId, into: undefined };
  if (error.code !== 'rejected') throw error;
  if (error.status === 409 || error.holder !== undefined) return { kind: 'value_taken', contactId: error.holder };
  const missing = await Promise.all(error.missing.map((name) => readValueDefinition(hubspot, name)));
  const properties = missing.flatMap((one) => (one === undefined ? [] : [{ name: one.name, label: one.label }]));
  if (properties.length > 0) return { kind: 'missing_properties', properties };
  const words = error.codes.flatMap((code) => WORDS[code] ?? []);
  return { kind: 'wrong_value', messages: [...new Set([...words, ...brokenRules(rules)])].slice(0, MOST) };
}

const MOST = 5;

/** What the account's own rules ask for that the program does not judge itself: with a pattern stands what its maker says of it. */
function brokenRules(rules: readonly PropertyRule[]): string[] {
  const said = rules.flatMap(({ ruleType, ruleArguments: [, words] }) =>
    ruleType === 'REGEX' && words ? [words] : [],
  );
  const named = rules.map(({ ruleType }) => ruleType).join(', ');
  const general =
    named === '' ? 'is refused by HubSpot' : `is refused by HubSpot, where the account has rules: ${named}`;
  return [...said, general];
}
