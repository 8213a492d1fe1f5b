import { z } from 'zod';
import { blobConnectionFault } from './connection-string.ts';
import { type Environment, givenIn, problemsOf } from './environment.ts';
import { SettingsError } from './error.ts';
import { unresolvedReferences } from './secrets.ts';

/** How the tables and the queue are reached: a connection string, or an identity and the addresses of the services. */
export type StorageSettings =
  | { readonly kind: 'connection_string'; readonly connectionString: string }
  | {
      readonly kind: 'identity';
      readonly tableServiceUri: string;
      readonly queueServiceUri: string;
      readonly clientId: string | undefined;
    };

/** How the blobs of the seals are reached. */
export type BlobSettings =
  | { readonly kind: 'connection_string'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly blobServiceUri: string; readonly clientId: string | undefined };

const serviceUri = z.url({ protocol: /^https$/, error: 'must be an https address' });

const trailShape = {
  RegisterStorage: z.string().trim().min(1, 'is empty: set it to a storage connection string').optional(),
  RegisterStorage__tableServiceUri: serviceUri.optional(),
  RegisterStorage__blobServiceUri: serviceUri.optional(),
  RegisterStorage__clientId: z.string().trim().min(1).optional(),
  RegisterSeals: z
    .string()
    .trim()
    .check((context) => {
      const fault = blobConnectionFault(context.value);
      if (fault !== undefined) context.issues.push({ code: 'custom', message: fault, input: context.value });
    })
    .optional(),
  RegisterSeals__blobServiceUri: serviceUri.optional(),
  RegisterSeals__clientId: z.string().trim().min(1).optional(),
};

/** Settings of the storage. */
export const storageShape = { ...trailShape, RegisterStorage__queueServiceUri: serviceUri.optional() };

const valuesSchema = z.object(storageShape);
const trailSchema = z.object(trailShape);

type SealValues = z.infer<typeof trailSchema>;

/** How the tables and the queue are reached. */
export function storageOf(value: z.infer<typeof valuesSchema>): StorageSettings {
  if (value.RegisterStorage !== undefined)
    return { kind: 'connection_string', connectionString: value.RegisterStorage };
  return {
    kind: 'identity',
    tableServiceUri: value.RegisterStorage__tableServiceUri ?? '',
    queueServiceUri: value.RegisterStorage__queueServiceUri ?? '',
    clientId: value.RegisterStorage__clientId,
  };
}

/** Seals belong where an immutability policy is, with an identity of their own; without settings they are beside the tables. */
export function sealsOf(value: SealValues): BlobSettings {
  if (value.RegisterSeals !== undefined) return { kind: 'connection_string', connectionString: value.RegisterSeals };
  const clientId = value.RegisterSeals__clientId ?? value.RegisterStorage__clientId;
  if (value.RegisterSeals__blobServiceUri !== undefined) {
    return { kind: 'identity', blobServiceUri: value.RegisterSeals__blobServiceUri, clientId };
  }
  const beside = copiesOf(value);
  return beside.kind === 'identity' ? { ...beside, clientId } : beside;
}

/** Copies for people lie beside the tables, for an hour at the most, where nothing is kept from being deleted. */
export function copiesOf(value: SealValues): BlobSettings {
  if (value.RegisterStorage !== undefined) {
    return { kind: 'connection_string', connectionString: value.RegisterStorage };
  }
  return { kind: 'identity', blobServiceUri: blobsBeside(value), clientId: value.RegisterStorage__clientId };
}

/** Where blobs of the account of the tables are, by the names that Azure gives. */
function blobsBeside(value: SealValues): string {
  const beside = (value.RegisterStorage__tableServiceUri ?? '').replace('.table.', '.blob.');
  return value.RegisterStorage__blobServiceUri ?? beside;
}

/** What is wrong with settings that only together say how storage is reached. */
export function storageProblems(given: Environment): string[] {
  if (given.RegisterStorage) return [];
  const tables = given.RegisterStorage__tableServiceUri;
  if (!given.RegisterStorage__blobServiceUri && tables?.startsWith('https://') && !tables.includes('.table.'))
    return ['RegisterStorage__blobServiceUri is missing: set it to the address of the blob service'];
  const parts = ['RegisterStorage__tableServiceUri', 'RegisterStorage__queueServiceUri'];
  const missing = parts.filter((name) => !given[name]);
  if (missing.length === parts.length) {
    return [`RegisterStorage is missing: set it to a storage connection string, or set ${parts.join(' and ')}`];
  }
  return missing.map((name) => `${name} is missing: an identity-based connection needs both addresses`);
}

/** Where the audit trail and its seals are. */
export interface TrailSettings {
  readonly storage:
    | Extract<StorageSettings, { kind: 'connection_string' }>
    | Omit<Extract<StorageSettings, { kind: 'identity' }>, 'queueServiceUri'>;
  readonly seals: BlobSettings;
}

/** Reads where the audit trail is, for commands that need nothing else. Throws `SettingsError`. */
export function readTrailSettings(environment: Environment): TrailSettings {
  const given = givenIn(environment);
  const result = trailSchema.safeParse(given);
  const isReached = given.RegisterStorage !== undefined || given.RegisterStorage__tableServiceUri !== undefined;
  const problems = isReached
    ? [...problemsOf(result), ...storageProblems({ RegisterStorage__queueServiceUri: 'none', ...given })]
    : ['RegisterStorage is missing: set it to a storage connection string, or set RegisterStorage__tableServiceUri'];
  problems.unshift(...unresolvedReferences(given, Object.keys(trailShape)));
  if (!result.success || problems.length > 0) throw new SettingsError(problems);
  const value = { RegisterStorage__queueServiceUri: undefined, ...result.data };
  return { storage: storageOf(value), seals: sealsOf(value) };
}
