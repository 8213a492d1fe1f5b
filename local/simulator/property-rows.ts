import type { PropertyDefinition, PropertyGroup, PropertyOption } from './account.ts';

type Kind = Pick<PropertyDefinition, 'type' | 'fieldType'>;
export const TEXT: Kind = { type: 'string', fieldType: 'text' };
export const LONG_TEXT: Kind = { type: 'string', fieldType: 'textarea' };
export const RICH_TEXT: Kind = { type: 'string', fieldType: 'html' };
export const PHONE: Kind = { type: 'string', fieldType: 'phonenumber' };
export const NUMBER: Kind = { type: 'number', fieldType: 'number' };
export const INSTANT: Kind = { type: 'datetime', fieldType: 'date' };
export const SELECT: Kind = { type: 'enumeration', fieldType: 'select' };
export const CHECKBOX: Kind = { type: 'enumeration', fieldType: 'checkbox' };
export const FLAG: Kind = { type: 'bool', fieldType: 'booleancheckbox' };
export const WORKED_OUT_FLAG: Kind = { type: 'bool', fieldType: 'calculation_equation' };

/** HubSpot's own property in short. */
export type PropertyRow = readonly [name: string, label: string, kind: Kind, more?: Partial<PropertyDefinition>];

export const READ_ONLY = { readOnlyValue: true };
export const EXTERNAL = { externalOptions: true };

/** Definitions by name, made anew at each call so that an account may change its own. */
export function definitions(rows: readonly PropertyRow[], groupName: string): Map<string, PropertyDefinition> {
  return new Map(
    rows.map(([name, label, kind, more]) => {
      const values = kind.type === 'bool' ? options(['true', 'false']) : [];
      const base = { name, label, ...kind, groupName, description: '', options: values, hubspotDefined: true };
      return [name, structuredClone({ ...base, ...more })];
    }),
  );
}

/** Property groups by name, made anew at each call. */
export function groups(...rows: [name: string, label: string][]): Map<string, PropertyGroup> {
  return new Map(rows.map(([name, label], displayOrder) => [name, { name, label, displayOrder }]));
}

/** Options whose labels are their values. */
export function options(values: readonly string[]): PropertyOption[] {
  return values.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
}
