import { z } from 'zod';
import type { AccountData, CrmRecord, ObjectType } from '../account.ts';
import type { Call } from '../call.ts';
import { editRecord, moveToCompany } from '../change.ts';
import { invalid } from '../errors.ts';
import { objectType, TYPE_FACTS } from '../object-types.ts';
import { readValue } from '../record-view.ts';
import { BY_THIS_APP } from '../sources.ts';
import { checkValue, refusedValues, type ValueProblem } from '../validate-values.ts';

/** The body in the shape an endpoint takes; 400 when it has another. */
export function bodyAs<T>(call: Call, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(call.body);
  if (parsed.success) return parsed.data;
  throw invalid(`Invalid input JSON: ${z.prettifyError(parsed.error)}`);
}

/** The items of a comma-separated, possibly repeated query parameter. */
export function listParam(call: Call, name: string): string[] {
  return call.query.getAll(name).flatMap((value) => value.split(',').filter((item) => item !== ''));
}

/** The scopes an object endpoint needs. */
export function readScopes(param: (name: string) => string): string[][] {
  return TYPE_FACTS[objectType(param('type'))].readScopes.map((scope) => [scope]);
}

/** The scopes writing to an object needs. */
export function writeScopes(param: (name: string) => string): string[][] {
  return TYPE_FACTS[objectType(param('type'))].writeScopes.map((scope) => [scope]);
}

/** Values as they would be held; throws one 400 naming all that HubSpot refuses. */
export function checkedValues(
  account: AccountData,
  type: ObjectType,
  inputs: readonly Record<string, string>[],
): Record<string, string>[] {
  const problems: ValueProblem[] = [];
  const checked = inputs.map((properties) => {
    const values: Record<string, string> = {};
    for (const [name, given] of Object.entries(properties)) {
      const result = checkValue(account, type, name, given);
      if ('value' in result) values[name] = result.value;
      else problems.push(result);
    }
    return values;
  });
  if (problems.length > 0) throw refusedValues(account, problems);
  return checked;
}

/** Writes checked values to a record and logs each. A checkbox value that begins with `;` is added to those there. */
export function write(call: Call, type: ObjectType, record: CrmRecord, values: Record<string, string>): void {
  const { account, changes } = call.world;
  const written: Record<string, string> = {};
  for (const [property, given] of Object.entries(values)) {
    const before = readValue(type, record, property) ?? '';
    const after = isAppended(account, type, property, given) ? appended(before, given) : given;
    written[property] = after;
    changes.push({ objectType: type, id: record.id, property, before, after, at: call.at });
  }
  const { associatedcompanyid: companyId, ...others } = written;
  // The primary company is an association too.
  if (type === 'contacts' && companyId !== undefined) {
    moveToCompany(account, record.id, companyId, call.at, BY_THIS_APP);
  }
  editRecord(account, type, record.id, type === 'contacts' ? others : written, call.at, BY_THIS_APP);
}

function isAppended(account: AccountData, type: ObjectType, property: string, value: string): boolean {
  return value.startsWith(';') && account.properties[type].get(property)?.fieldType === 'checkbox';
}

function appended(before: string, added: string): string {
  return [...new Set([...before.split(';'), ...added.split(';')])].filter((value) => value !== '').join(';');
}
