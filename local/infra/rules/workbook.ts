import { z } from 'zod';
import { parseJson } from '../../../src/parse-json.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';
import { type Events, faultsOfQuery } from './queries.ts';

const FILE = 'infra/workbook.json';
const place = { file: FILE, line: 1 };

const item = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal(1), name: z.string(), content: z.strictObject({ json: z.string() }) }),
  z.strictObject({
    type: z.literal(3),
    name: z.string(),
    content: z.strictObject({
      version: z.literal('KqlItem/1.0'),
      query: z.string(),
      title: z.string(),
      size: z.int().min(0).max(4),
      queryType: z.literal(0),
      resourceType: z.literal('microsoft.operationalinsights/workspaces'),
      timeContextFromParameter: z.string(),
      visualization: z.enum(['table', 'barchart', 'timechart', 'linechart', 'piechart', 'areachart', 'tiles']),
    }),
  }),
  z.strictObject({
    type: z.literal(9),
    name: z.string(),
    content: z.strictObject({
      version: z.literal('KqlParameterItem/1.0'),
      parameters: z.array(
        z.looseObject({ name: z.string(), type: z.int(), value: z.looseObject({ durationMs: z.int().positive() }) }),
      ),
      style: z.string(),
      queryType: z.literal(0),
      resourceType: z.literal('microsoft.operationalinsights/workspaces'),
    }),
  }),
]);

const schema = z.strictObject({
  version: z.literal('Notebook/1.0'),
  items: z.array(item),
  fallbackResourceIds: z.array(z.string()),
  $schema: z.string(),
});

/** The workbook: its form, the queries in it, and parameters that they name. */
export function checkWorkbook(files: Files, events: Events): Finding[] {
  const text = files(FILE);
  if (text === undefined) return [finding(place, 'is not there')];
  const parsed = schema.safeParse(readWorkbook(files));
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => finding(place, `${path.map(String).join('.')}: ${message}`));
  const { items } = parsed.data;
  const parameters = items.flatMap((each) => (each.type === 9 ? each.content.parameters.map(({ name }) => name) : []));
  const queries = items.flatMap((each) => (each.type === 3 ? [each.content] : []));
  const names = items.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => finding(place, `two items are called ${name}`)),
    ...queries.flatMap(({ query, title, timeContextFromParameter: time }) => [
      ...faultsOfQuery(query, events).map((fault) => finding(place, `${title}: its query ${fault}`)),
      ...(parameters.includes(time) ? [] : [finding(place, `${title}: there is no parameter ${time}`)]),
    ]),
  ];
}

/** The workbook as it is written. */
export function readWorkbook(files: Files): unknown {
  return parseJson(files(FILE) ?? '');
}
