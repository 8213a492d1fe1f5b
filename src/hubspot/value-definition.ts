import { z } from 'zod';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';

const definitionSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string().nullish(),
  calculated: z.boolean().nullish(),
  externalOptions: z.boolean().nullish(),
  hubspotDefined: z.boolean().nullish(),
  options: z.array(z.object({ value: z.string() })).nullish(),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().nullish() }).nullish(),
});

/** What a value of a property may be, as the account defines it. */
export interface ValueDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly fieldType: string;
  /** The values that may be chosen; `undefined` where they are not listed, as of owners. */
  readonly options: readonly string[] | undefined;
  /** HubSpot works it out, or lets nobody change it. */
  readonly isReadOnly: boolean;
}

/** How a property of contacts is defined (HubSpot, "Properties"); `undefined` when the account has none of this name. */
export async function readValueDefinition(
  { transport, paths }: Access,
  name: string,
): Promise<ValueDefinition | undefined> {
  try {
    const path = paths.property('contacts', name);
    return definitionOf(await transport.send({ method: 'GET', path, answer: definitionSchema, effect: 'read' }));
  } catch (error) {
    if (error instanceof HubSpotError && error.code === 'not_found') return undefined;
    throw error;
  }
}

function definitionOf(said: z.infer<typeof definitionSchema>): ValueDefinition {
  const { name, label, type, fieldType, calculated, externalOptions, hubspotDefined, modificationMetadata } = said;
  const options = (said.options ?? []).map(({ value }) => value);
  const isElsewhere = externalOptions === true || (options.length === 0 && hubspotDefined === true);
  return {
    name,
    label,
    type,
    fieldType: fieldType ?? '',
    options: isElsewhere ? undefined : options,
    isReadOnly: calculated === true || modificationMetadata?.readOnlyValue === true,
  };
}
