import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { listed } from '../project.ts';

// The types of Azure as Microsoft publishes them (Azure/bicep-types-az, `generated/`): of each version of each provider a
// list, in which `#/12` is the twelfth.

const ref = z.object({ $ref: z.string().regex(/^#\/\d+$/) }).transform(({ $ref }) => Number($ref.slice(2)));
const property = z.object({ type: ref, flags: z.int() });
const properties = z.record(z.string(), property);
const schema = z.discriminatedUnion('$type', [
  z.object({ $type: z.literal('AnyType') }),
  z.object({ $type: z.literal('NullType') }),
  z.object({ $type: z.literal('BooleanType') }),
  z.object({ $type: z.literal('IntegerType'), minValue: z.number().optional(), maxValue: z.number().optional() }),
  z.object({
    $type: z.literal('StringType'),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    pattern: z.string().optional(),
  }),
  z.object({ $type: z.literal('StringLiteralType'), value: z.string() }),
  z.object({ $type: z.literal('BuiltInType') }),
  z.object({
    $type: z.literal('ArrayType'),
    itemType: ref,
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
  }),
  z.object({ $type: z.literal('UnionType'), elements: z.array(ref) }),
  z.object({ $type: z.literal('ObjectType'), name: z.string(), properties, additionalProperties: ref.nullish() }),
  z.object({
    $type: z.literal('DiscriminatedObjectType'),
    name: z.string(),
    discriminator: z.string(),
    baseProperties: properties,
    elements: z.record(z.string(), ref),
  }),
  z.object({ $type: z.literal('ResourceType'), name: z.string(), body: ref, writableScopes: z.int().optional() }),
  z.object({ $type: z.literal('ResourceFunctionType') }),
  z.object({ $type: z.literal('FunctionType') }),
]);

type Raw = z.infer<typeof schema>;

/** A type, with the list it stands in. */
export interface AzureType<Own extends Raw = Raw> {
  readonly list: readonly Raw[];
  readonly raw: Own;
}

type Kind = Raw['$type'];

/** The type of a resource: where it can be deployed, and its body. */
export type ResourceType = AzureType<Extract<Raw, { $type: 'ResourceType' }>>;

/** What `flags` of a property say. */
export const FLAGS = { required: 1, readOnly: 2, writeOnly: 4 } as const;

/** Scopes at which something can be deployed, as `writableScopes` has them. */
export const SCOPES: Readonly<Record<string, number>> = {
  tenant: 1,
  managementGroup: 2,
  subscription: 4,
  resourceGroup: 8,
};

/** The type that a type leads to. */
export function at({ list }: AzureType, index: number): AzureType {
  const raw = list[index];
  if (raw === undefined) throw new RangeError(`The types have no ${index}.`);
  return { list, raw };
}

/** Whether a type is of a kind. */
export function is<Own extends Kind>(type: AzureType, kind: Own): type is AzureType<Extract<Raw, { $type: Own }>> {
  return type.raw.$type === kind;
}

/** The types of resources that a folder holds. */
export class AzureTypes {
  readonly #resources = new Map<string, ResourceType>();

  /** Reads every `types.json` below a folder. Throws when one is not as Microsoft writes them. */
  constructor(folder: string) {
    for (const file of listed(folder, '.', '/types.json')) {
      const list = z.array(schema).parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')));
      for (const raw of list)
        if (raw.$type === 'ResourceType') this.#resources.set(raw.name.toLowerCase(), { list, raw });
    }
  }

  get size(): number {
    return this.#resources.size;
  }

  /** A resource by type and version, such as `Microsoft.Web/sites@2025-03-01`; case makes no difference, as in Azure. */
  find(name: string): ResourceType | undefined {
    return this.#resources.get(name.toLowerCase());
  }

  /** Versions in which there is a type. */
  versionsOf(type: string): string[] {
    const start = `${type.toLowerCase()}@`;
    return [...this.#resources.keys()].flatMap((name) => (name.startsWith(start) ? [name.slice(start.length)] : []));
  }
}
