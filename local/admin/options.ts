import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { z } from 'zod';
import { AdminError } from './errors.ts';
import { USAGE } from './usage.ts';

const COMMON: ParseArgsOptionsConfig = {
  url: { type: 'string' },
  key: { type: 'string' },
  token: { type: 'string' },
  person: { type: 'string' },
  account: { type: 'string' },
  json: { type: 'boolean' },
};

const commonSchema = z.object({
  url: z.string().optional(),
  key: z.string().optional(),
  token: z.string().optional(),
  person: z.string().optional(),
  account: z.string().optional(),
  json: z.boolean().default(false),
});

/** What every command can be told. */
export type CommonOptions = z.infer<typeof commonSchema>;

/**
 * Reads the options of one command. One whose schema takes an array may be given many times, one whose schema takes true
 * has no value. `positionals` says what is given without an option.
 */
export function readOptions<Schema extends z.ZodObject>(
  args: readonly string[],
  schema: Schema,
  positionals: readonly string[] = [],
): z.infer<Schema> & CommonOptions & { readonly given: readonly string[] } {
  const own = Object.fromEntries(Object.entries(schema.shape).map(([name, value]) => [name, kindOf(value)]));
  const { values, positionals: given } = parsed(args, { ...own, ...COMMON });
  if (given.length < positionals.length) throw usage(`Name the ${positionals.join(' and the ')}.`);
  if (given.length > positionals.length) throw usage('There is something on the command line that is no option.');
  return { ...checked(schema, values), ...checked(commonSchema, values), given };
}

function kindOf(schema: z.core.$ZodType): ParseArgsOptionsConfig[string] {
  if (z.safeParse(schema, true).success) return { type: 'boolean' };
  return { type: 'string', multiple: z.safeParse(schema, []).success };
}

function parsed(args: readonly string[], options: ParseArgsOptionsConfig) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : 'The command line cannot be read.');
  }
}

function checked<Schema extends z.ZodType>(schema: Schema, values: unknown): z.infer<Schema> {
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  throw usage(result.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n'));
}

/** The command line was wrong. */
export function usage(problem: string): AdminError {
  return new AdminError('usage', `${problem}\n\n${USAGE}`);
}
