import type { ActivityType } from '../policy/activity-types.ts';
import { writablePropertiesSchema } from './answers.ts';
import type { Access } from './records.ts';

/** What stands where a person's text was. */
export const REMOVED_TEXT = '[poistettu]';

/** A property of engagements that may hold personal text. */
export interface TextProperty {
  readonly name: string;
  /** What it is overwritten with: a word where it holds text, nothing where it holds a number, an address or a choice. */
  readonly blank: string;
  /** HubSpot lets nobody change its value. */
  readonly isReadOnly: boolean;
}

/** Text properties of one type of engagement that the account has, and those of the names that it lacks. */
export interface TextProperties {
  readonly held: readonly TextProperty[];
  readonly missing: readonly string[];
  /** Properties for words that staff made and nobody named: what they hold is not overwritten. */
  readonly unnamed: readonly string[];
}

/** Field types whose values are words (HubSpot, "Properties": `fieldType`). */
const WORDS = new Set(['text', 'textarea', 'html']);
/** Texts by their type that are addresses or numbers all the same: a word in them may be refused. */
const NO_WORDS = /_(?:url|number|ids?)$/;

/** Holds names of properties of an engagement type against the account's own definitions. */
export async function readTextProperties(
  { transport, paths }: Access,
  type: ActivityType,
  names: readonly string[],
): Promise<TextProperties> {
  const { results } = await transport.send({
    method: 'GET',
    path: paths.properties(type),
    answer: writablePropertiesSchema,
    effect: 'read',
  });
  const definitions = new Map(results.map((definition) => [definition.name, definition]));
  const isWords = ({ type: valueType = 'string', fieldType, name }: (typeof results)[number]) =>
    valueType === 'string' && WORDS.has(fieldType ?? 'text') && !NO_WORDS.test(name);
  return {
    missing: names.filter((name) => !definitions.has(name)),
    unnamed: results
      .filter(
        (one) => one.hubspotDefined !== true && one.calculated !== true && isWords(one) && !names.includes(one.name),
      )
      .map(({ name }) => name),
    held: names.flatMap((name): TextProperty[] => {
      const definition = definitions.get(name);
      if (definition === undefined) return [];
      const { calculated, modificationMetadata } = definition;
      const isReadOnly = modificationMetadata?.readOnlyValue ?? calculated ?? false;
      return [{ name, blank: isWords(definition) ? REMOVED_TEXT : '', isReadOnly }];
    }),
  };
}
