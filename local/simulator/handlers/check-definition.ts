import { z } from 'zod';
import type { PropertyDefinition } from '../account.ts';
import { invalid } from '../errors.ts';

const FIELD_TYPES: Readonly<Record<PropertyDefinition['type'], readonly string[]>> = {
  bool: ['booleancheckbox', 'calculation_equation', 'radio', 'select'],
  date: ['date', 'calculation_equation'],
  datetime: ['date', 'calculation_equation'],
  enumeration: ['booleancheckbox', 'calculation_equation', 'checkbox', 'radio', 'select'],
  number: ['number', 'calculation_equation'],
  phone_number: ['phonenumber'],
  string: ['text', 'textarea', 'html', 'file', 'phonenumber', 'calculation_equation'],
};

const Option = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.number().int(),
  hidden: z.boolean(),
  description: z.string().optional(),
});

const Changeable = z.object({
  label: z.string().min(1),
  type: z.enum(['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string']),
  fieldType: z.string(),
  groupName: z.string(),
  description: z.string().optional(),
  options: z.array(Option).optional(),
  displayOrder: z.number().int().optional(),
  hidden: z.boolean().optional(),
  formField: z.boolean().optional(),
});

/** The body that creates a definition. */
export const PropertyCreate = Changeable.extend({ name: z.string() });

/** The body that changes one: no name; options replace the list there was. */
export const PropertyUpdate = Changeable.partial();

/** Refuses (400) a definition HubSpot would refuse. `hasOptions`: whether the request brought options. */
export function checkDefinition(
  definition: PropertyDefinition,
  groups: ReadonlyMap<string, unknown>,
  hasOptions: boolean,
): void {
  const { name, type, fieldType, groupName, options } = definition;
  if (!/^[a-z][a-z0-9_]*$/u.test(name)) {
    throw refused(
      `"${name}" must begin with a lower-case letter and hold only lower-case letters, digits and _`,
      'INVALID_NAME',
    );
  }
  if (!FIELD_TYPES[type].includes(fieldType)) {
    throw refused(`The field type ${fieldType} does not go with the type ${type}`, 'INVALID_FIELD_TYPE');
  }
  if (!groups.has(groupName)) throw refused(`The property group ${groupName} does not exist`, 'GROUP_DOES_NOT_EXIST');
  if (type === 'bool') {
    const values = options.map(({ value }) => value).sort();
    if (values.length !== 2 || values[0] !== 'false' || values[1] !== 'true') {
      throw refused('A bool property needs exactly the options true and false', 'INVALID_BOOLEAN_OPTION');
    }
  } else if (type === 'enumeration') {
    if (!hasOptions) throw refused('An enumeration needs options', 'MISSING_OPTIONS');
    checkUnique(options.map(({ value }) => value));
    checkUnique(options.map(({ label }) => label));
  } else if (options.length > 0) {
    throw refused(`A ${type} property has no options`, 'INVALID_OPTIONS');
  }
}

function checkUnique(texts: readonly string[]): void {
  const twice = texts.find((text, index) => texts.indexOf(text) !== index);
  if (twice !== undefined) throw refused(`The option ${twice} occurs more than once`, 'DUPLICATE_OPTION');
}

function refused(message: string, code: string) {
  return invalid(message, { subCategory: `PropertyValidationError.${code}`, errors: [{ message, code }] });
}
