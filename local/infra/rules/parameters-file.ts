import { z } from 'zod';
import { parseJson } from '../../../src/parse-json.ts';
import type { Parameter, Template } from '../bicep/ast.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';
import { meant } from '../types/nearest.ts';
import type { Sight } from '../types/shape.ts';
import { faultOfValue } from '../values/parameter-fault.ts';

const FILE = 'infra/main.parameters.json';
const schema = z.strictObject({
  $schema: z.string().startsWith('https://schema.management.azure.com/schemas/'),
  contentVersion: z.literal('1.0.0.0'),
  parameters: z.record(z.string(), z.strictObject({ value: z.json() })),
});

/** `${NAME}` or `${NAME=default}`, as azd fills it in. */
const VARIABLE = /^\$\{([A-Z][A-Z0-9_]*)(?:=([^}]*))?\}$/;

/** What azd sets by itself. */
export const OF_AZD: ReadonlySet<string> = new Set([
  'AZURE_ENV_NAME',
  'AZURE_LOCATION',
  'AZURE_PRINCIPAL_ID',
  'AZURE_SUBSCRIPTION_ID',
  'AZURE_TENANT_ID',
]);

/** Names of the environment values that the parameters take. */
export function variablesIn(files: Files): string[] {
  return [...(files(FILE) ?? '').matchAll(/\$\{([A-Z][A-Z0-9_]*)/g)].map(([, name = '']) => name);
}

/** `main.parameters.json` against the parameters of `main.bicep`: nothing unknown, nothing missing, values that are allowed. */
export function checkParametersFile(main: Template, files: Files, sight: Sight): Finding[] {
  const place = { file: FILE, line: 1 };
  const text = files(FILE);
  if (text === undefined) return [finding(place, 'is not there')];
  const lineOf = (name: string) => ({
    file: FILE,
    line: text.split('\n').findIndex((line) => line.includes(`"${name}"`)) + 1,
  });
  const parsed = schema.safeParse(parseJson(text));
  if (!parsed.success) return [finding(place, `is no file of parameters: ${z.prettifyError(parsed.error)}`)];
  const given = parsed.data.parameters;
  const parameters = main.declarations.filter((each) => each.kind === 'param');
  const findings = Object.keys(given).flatMap((name) =>
    parameters.some((each) => each.name === name)
      ? []
      : [
          finding(
            lineOf(name),
            `main.bicep has no parameter ${name}${meant(
              name,
              parameters.map((each) => each.name),
            )}`,
          ),
        ],
  );
  const variables = Object.entries(given).flatMap(([name, { value }]) => {
    const variable = typeof value === 'string' ? VARIABLE.exec(value)?.[1] : undefined;
    return variable === undefined ? [] : [{ name, variable }];
  });
  for (const { name, variable } of variables) {
    const first = variables.find((each) => each.variable === variable);
    if (first !== undefined && first.name !== name)
      findings.push(finding(lineOf(name), `${name} is set by ${variable}, and ${first.name} is too`));
  }
  for (const parameter of parameters) {
    const { name, fallback } = parameter;
    const value = given[name]?.value;
    if (value === undefined) {
      if (fallback === undefined) findings.push(finding(place, `lacks ${name}, which main.bicep requires`));
      continue;
    }
    const fault = faultOf(value, parameter, sight);
    if (fault !== undefined) findings.push(finding(lineOf(name), `${name} ${fault}`));
  }
  return findings;
}

function faultOf(value: z.core.util.JSONType, parameter: Parameter, sight: Sight): string | undefined {
  if (typeof value === 'string' && value.includes('${')) return faultOfVariable(value, parameter, sight);
  const kind = KINDS[typeof value] ?? (Array.isArray(value) ? 'array' : 'object');
  if (kind !== parameter.type.name && parameter.type.name !== 'other')
    return `must be of the type ${parameter.type.name}, not ${kind}`;
  return typeof value === 'string' || typeof value === 'number' ? faultOfValue(value, parameter, sight) : undefined;
}

const KINDS: Readonly<Record<string, string>> = { number: 'int', boolean: 'bool', string: 'string' };

function faultOfVariable(value: string, parameter: Parameter, sight: Sight): string | undefined {
  const [whole, name = '', fallback] = VARIABLE.exec(value) ?? [];
  if (whole === undefined) return `is ${value}, which azd does not understand: \${NAME} or \${NAME=default}`;
  if (!OF_AZD.has(name) && !name.startsWith('REKISTERI_')) return `is set by ${name}, which is no value of azd`;
  if (fallback === undefined) return undefined;
  if (fallback === '') return parameter.fallback === undefined ? 'is required and may be empty' : undefined;
  const unset = typed(fallback, parameter);
  const own = sight.instance.value(parameter.fallback);
  const fault = typeFault(fallback, parameter) ?? faultOfValue(unset, parameter, sight);
  if (fault !== undefined || own === undefined || own === unset) return fault;
  return `is ${fallback} unless set, and ${String(own)} by main.bicep`;
}

function typed(text: string, { type }: Parameter) {
  return type.name === 'int' ? Number(text) : type.name === 'bool' ? text === 'true' : text;
}

function typeFault(text: string, { type }: Parameter): string | undefined {
  const fine = type.name === 'int' ? /^-?\d+$/.test(text) : type.name === 'bool' ? /^(true|false)$/.test(text) : true;
  return fine ? undefined : `must be of the type ${type.name}, and ${text} is none`;
}
