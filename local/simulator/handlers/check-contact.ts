import type { CrmRecord } from '../account.ts';
import type { Call } from '../call.ts';
import { ApiError, invalid } from '../errors.ts';
import { findByEmail } from '../find-by-email.ts';
import { missingBy } from '../validation-rules.ts';

/** Refuses a change of one contact to an address of another, and what a conditional rule of the account asks for and is not there. */
export function checkContact(call: Call, record: CrmRecord, values: Readonly<Record<string, string>>): void {
  const { account, behaviour } = call.world;
  const { email = '' } = values;
  const holder = email === '' ? undefined : findByEmail(account, [email]).get(email.toLowerCase());
  if (holder !== undefined && holder.id !== record.id) {
    if (behaviour.duplicateAddress === 409)
      throw new ApiError(409, 'CONFLICT', `Contact already exists. Existing ID: ${holder.id}`);
    const place = `PropertyValueCoordinates{portalId=${account.portalId}, propertyName=email, value=${email}}`;
    throw invalid(`Cannot set ${place} on ${record.id}. ${holder.id} already has that value.`);
  }
  const missing = missingBy(account.conditionalRules ?? [], { ...record.properties, ...values });
  if (missing.length === 0) return;
  throw invalid('Required properties are missing', {
    errors: missing.map(({ property, when }) => ({
      message: `${property} is required because of a conditional property rule based on [${when.property}]`,
      code: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
      context: { propertyName: [property] },
    })),
  });
}

/** The values to write, with the former address among the additional ones where the account keeps it. */
export function withFormerAddress(
  call: Call,
  record: CrmRecord,
  values: Record<string, string>,
): Record<string, string> {
  const { email: before = '', hs_additional_emails: others = '' } = record.properties;
  const { email } = values;
  const isReplaced =
    email !== undefined && email !== '' && before !== '' && email.toLowerCase() !== before.toLowerCase();
  if (!isReplaced || !call.world.behaviour.keepsFormerAddress) return values;
  return { ...values, hs_additional_emails: [...others.split(';'), before].filter((one) => one !== '').join(';') };
}
