import { z } from 'zod';
import { wholeList } from './answers.ts';
import { HubSpotError } from './errors.ts';
import type { Access } from './records.ts';

/** How HubSpot divides properties: of the sensitive ones it lists the definitions only when asked, and values take a scope. */
export const SENSITIVITIES = ['non_sensitive', 'sensitive', 'highly_sensitive'] as const;

export type Sensitivity = (typeof SENSITIVITIES)[number];

/** A property of an object type, as far as HubSpot tells; what it does not tell is taken for that of a property somebody made. */
export interface PropertyDefinition {
  readonly name: string;
  /** As staff see it; the name where there is none. */
  readonly label: string;
  readonly type: string | undefined;
  readonly fieldType: string | undefined;
  /** Labels of the options, by value. */
  readonly options: ReadonlyMap<string, string>;
  readonly sensitivity: Sensitivity;
  /** HubSpot made the property. */
  readonly isHubSpots: boolean;
  /** HubSpot, or a formula, works the value out. */
  readonly isCalculated: boolean;
  readonly isHidden: boolean;
  /** HubSpot lets nobody set its value. */
  readonly isReadOnly: boolean;
  /** The kind of record whose ids the values are, such as `OWNER`. */
  readonly refersTo: string | undefined;
}

/** The properties of an object type that are not archived, and the kinds of which HubSpot would not list any. */
export interface PropertyDefinitions {
  readonly properties: readonly PropertyDefinition[];
  readonly unlisted: readonly Sensitivity[];
}

const flag = z.boolean().catch(false).default(false);
const word = z.string().optional().catch(undefined);

const definitionsSchema = wholeList(
  z.object({
    name: z.string(),
    label: word,
    type: word,
    fieldType: word,
    options: z
      .array(z.object({ value: z.string(), label: z.string() }))
      .catch([])
      .default([]),
    archived: flag,
    dataSensitivity: z.enum(SENSITIVITIES).optional().catch(undefined),
    hubspotDefined: flag,
    calculated: flag,
    calculationFormula: word,
    hidden: flag,
    referencedObjectType: word,
    modificationMetadata: z.object({ readOnlyValue: flag }).optional().catch(undefined),
  }),
);

/** Properties that every account has, by object type: a list without one of them is not whole, and HubSpot's lists of them have no pages. */
const STANDARD: Readonly<Record<string, readonly string[]>> = {
  contacts: ['hs_object_id', 'createdate', 'firstname', 'lastname', 'email'],
  companies: ['hs_object_id', 'createdate', 'name'],
  meetings: ['hs_timestamp', 'hs_meeting_title', 'hs_meeting_body'],
  calls: ['hs_timestamp', 'hs_call_title', 'hs_call_body'],
  emails: ['hs_timestamp', 'hs_email_subject', 'hs_email_text', 'hs_email_html'],
  communications: ['hs_timestamp', 'hs_communication_body'],
  postal_mail: ['hs_timestamp', 'hs_postal_mail_body'],
  notes: ['hs_timestamp', 'hs_note_body'],
  tasks: ['hs_timestamp', 'hs_task_subject', 'hs_task_body'],
};

/**
 * All properties that an object type has, sensitive ones too: three requests. Throws `HubSpotError`, but for a refusal to list
 * sensitive ones, as accounts without them may give; also when one is lacking that every account has.
 */
export async function readPropertyDefinitions(access: Access, objectType: string): Promise<PropertyDefinitions> {
  const properties = new Map<string, PropertyDefinition>();
  const unlisted: Sensitivity[] = [];
  for (const sensitivity of SENSITIVITIES) {
    const listed = await readKind(access, objectType, sensitivity);
    if (listed === undefined) unlisted.push(sensitivity);
    // An account that does not know the parameter lists the others again.
    for (const one of listed ?? []) if (!properties.has(one.name)) properties.set(one.name, one);
  }
  const lacking = (STANDARD[objectType] ?? []).filter((name) => !properties.has(name));
  if (lacking.length > 0) throw notWhole(`GET ${access.paths.properties(objectType)}`, lacking);
  return { properties: [...properties.values()], unlisted };
}

/**
 * Properties of an object type that were deleted and can still be restored. `undefined` where HubSpot refuses to list them; of sensitive
 * ones none. Throws `HubSpotError`.
 */
export async function readArchivedDefinitions(
  access: Access,
  objectType: string,
): Promise<readonly PropertyDefinition[] | undefined> {
  const listed = await orUnlisted(listDefinitions(access, objectType, { archived: 'true' }));
  return listed?.filter(({ archived }) => archived).map((one) => toDefinition(one, 'non_sensitive'));
}

function notWhole(endpoint: string, lacking: readonly string[]): HubSpotError {
  const message = `The answer to ${endpoint} lacks ${lacking.join(', ')}, which every account has: ask again.`;
  return new HubSpotError('unexpected_answer', message, { endpoint });
}

async function readKind(
  access: Access,
  objectType: string,
  sensitivity: Sensitivity,
): Promise<PropertyDefinition[] | undefined> {
  const isOrdinary = sensitivity === 'non_sensitive';
  const listing = listDefinitions(access, objectType, isOrdinary ? {} : { dataSensitivity: sensitivity });
  const listed = isOrdinary ? await listing : await orUnlisted(listing);
  return listed?.filter(({ archived }) => !archived).map((one) => toDefinition(one, sensitivity));
}

type Listed = z.infer<typeof definitionsSchema>['results'][number];

async function listDefinitions(
  { transport, paths }: Access,
  objectType: string,
  query: Readonly<Record<string, string>>,
): Promise<readonly Listed[]> {
  const path = paths.properties(objectType);
  return (await transport.send({ method: 'GET', path, query, answer: definitionsSchema, effect: 'read' })).results;
}

async function orUnlisted(listing: Promise<readonly Listed[]>): Promise<readonly Listed[] | undefined> {
  try {
    return await listing;
  } catch (error) {
    const isRefused = error instanceof HubSpotError && ['forbidden', 'rejected', 'not_found'].includes(error.code);
    if (!isRefused) throw error;
    return undefined;
  }
}

function toDefinition(one: Listed, asked: Sensitivity): PropertyDefinition {
  return {
    name: one.name,
    label: one.label || one.name,
    type: one.type,
    fieldType: one.fieldType,
    options: new Map(one.options.map(({ value, label }) => [value, label])),
    sensitivity: one.dataSensitivity ?? asked,
    isHubSpots: one.hubspotDefined,
    isCalculated:
      one.calculated || (one.calculationFormula ?? '') !== '' || (one.fieldType ?? '').startsWith('calculation_'),
    isHidden: one.hidden,
    isReadOnly: one.modificationMetadata?.readOnlyValue ?? false,
    refersTo: one.referencedObjectType,
  };
}
