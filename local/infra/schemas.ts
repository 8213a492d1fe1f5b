import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { type Finding, finding } from './finding.ts';
import type { Files } from './project.ts';
import { readAzureYaml } from './rules/azd.ts';
import { readHostJson } from './rules/host-json.ts';
import { readWorkbook } from './rules/workbook.ts';

const OPTIONS = {
  strict: false,
  allErrors: true,
  validateSchema: false,
  logger: false,
  validateFormats: false,
} as const;

const CHECKED: readonly (readonly [string, string, (files: Files) => unknown])[] = [
  ['azure.yaml', 'azure.yaml.schema.json', readAzureYaml],
  ['host.json', 'host.schema.json', readHostJson],
  ['infra/workbook.json', 'workbook.schema.json', readWorkbook],
];

/** The JSON schemas that lie beside the types of Azure. */
export class Schemas {
  readonly #folder: string;
  readonly #compiled = new Map<string, ValidateFunction | undefined>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Holds the files against them. */
  check(files: Files): Finding[] {
    return CHECKED.flatMap(([file, name, read]) => {
      const place = { file, line: 1 };
      const validate = this.#schema(name);
      if (validate === undefined) return [finding(place, `there is no ${name} among the types to hold it against`)];
      if (validate(read(files))) return [];
      return (validate.errors ?? []).map(({ instancePath, message }) =>
        finding(place, `${instancePath || '/'} ${message ?? 'is wrong'} (${name})`),
      );
    });
  }

  #schema(name: string): ValidateFunction | undefined {
    const full = path.join(this.#folder, name);
    if (!this.#compiled.has(name)) this.#compiled.set(name, existsSync(full) ? compile(full) : undefined);
    return this.#compiled.get(name);
  }
}

function compile(file: string): ValidateFunction | undefined {
  const schema: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (typeof schema !== 'object' || schema === null) return undefined;
  const ajv = '$schema' in schema && String(schema.$schema).includes('2019') ? new Ajv2019(OPTIONS) : new Ajv(OPTIONS);
  // Schemas of extensions of azd, which nothing here uses.
  for (const reference of new Set(outside(schema))) ajv.addSchema({ $id: reference }, reference);
  return ajv.compile(schema);
}

function outside(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' && inner.startsWith('https:') ? [inner] : outside(inner),
  );
}
