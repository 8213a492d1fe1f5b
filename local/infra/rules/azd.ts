import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Template } from '../bicep/ast.ts';
import { at } from '../deployed.ts';
import { type Finding, finding } from '../finding.ts';
import { beside, type Files } from '../project.ts';
import type { Scenario } from '../scenarios.ts';
import { OF_AZD, variablesIn } from './parameters-file.ts';

const FILE = 'azure.yaml';
const place = { file: FILE, line: 1 };

const hook = z.strictObject({
  shell: z.enum(['sh', 'pwsh']),
  run: z.string().min(1),
  continueOnError: z.boolean().optional(),
  interactive: z.boolean().optional(),
});
const hooks = z.record(z.string().regex(/^(pre|post)(provision|package|deploy|up|down|restore|build|publish)$/), hook);

/** As much of `azure.yaml` as is used here. azd's own schema lets unknown keys through, and a misspelt one does nothing. */
const schema = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]{2,}$/),
  metadata: z.strictObject({ template: z.string() }).optional(),
  infra: z.strictObject({ provider: z.literal('bicep'), path: z.string(), module: z.string() }),
  services: z.record(
    z.string(),
    z.strictObject({
      project: z.string(),
      host: z.literal('function'),
      language: z.enum(['ts', 'js']),
      dist: z.string().optional(),
      // The package is built and tried here (`npm run package`): Oryx would build another one.
      remoteBuild: z.literal(false),
      hooks: hooks.optional(),
    }),
  ),
  hooks: hooks.optional(),
});

/** `azure.yaml` as it is written, for a schema. */
export function readAzureYaml(files: Files): unknown {
  return parseDocument(files(FILE) ?? '').toJS();
}

/** `azure.yaml`: keys, files it names, its services against the tags of what is deployed, and variables of its hooks. */
export function checkAzureYaml(main: Template, scenario: Scenario, files: Files): Finding[] {
  const text = files(FILE);
  if (text === undefined) return [finding(place, 'is not there')];
  const document = parseDocument(text);
  if (document.errors.length > 0) return document.errors.map(({ message }) => finding(place, message));
  const parsed = schema.safeParse(document.toJS());
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => finding(place, `${path.map(String).join('.')}: ${message}`));
  const { infra, services } = parsed.data;
  const findings: Finding[] = [];
  const template = beside(FILE, `${infra.path}/${infra.module}.bicep`);
  if (template !== main.file) findings.push(finding(place, `infra: there is no ${template}`));
  for (const { project } of Object.values(services))
    if (files(beside(FILE, `${project}/host.json`)) === undefined)
      findings.push(finding(place, `services: there is no host.json in ${project}`));
  const tags = scenario.deployed.flatMap(({ body }) => {
    const tag = at(body, 'tags', 'azd-service-name');
    return typeof tag === 'string' ? [tag] : [];
  });
  for (const name of Object.keys(services))
    if (!tags.includes(name))
      findings.push(
        finding(place, `services.${name}: nothing that is deployed has the tag azd-service-name with this name`),
      );
  for (const tag of tags)
    if (!(tag in services))
      findings.push(
        finding({ file: main.file, line: 1 }, `azd-service-name is ${tag}, which is no service of azure.yaml`),
      );
  const all = [parsed.data.hooks, ...Object.values(services).map((service) => service.hooks)];
  const runs = all.flatMap((each) => Object.values(each ?? {}).map(({ run }) => run));
  return [...findings, ...runs.flatMap((run) => checkRun(run, main, files))];
}

function checkRun(run: string, main: Template, files: Files): Finding[] {
  const script = /^\.?[\w./-]+\.(sh|ps1)$/.test(run) ? files(beside(FILE, run)) : run;
  if (script === undefined) return [finding(place, `hooks: there is no ${run}`)];
  return unknownVariables(script, main, files).map((name) =>
    finding(place, `hooks: ${name} is no output of main.bicep`),
  );
}

/** Environment values that a text uses and azd does not know: neither outputs, nor parameters, nor its own. */
function unknownVariables(text: string, main: Template, files: Files): string[] {
  const outputs = main.declarations.flatMap((each) => (each.kind === 'output' ? [each.name] : []));
  const known = new Set([...outputs, ...variablesIn(files), ...OF_AZD]);
  const used = [...text.matchAll(/\$\{?((?:AZURE|REKISTERI|SERVICE)_[A-Z0-9_]+)/g)].map(([, name = '']) => name);
  return [...new Set(used)].filter((name) => !known.has(name) && !OF_THE_COMMAND_LINE.has(name));
}

/** Variables of `npm run admin`. */
const OF_THE_COMMAND_LINE: ReadonlySet<string> = new Set([
  'REKISTERI_URL',
  'REKISTERI_KEY',
  'REKISTERI_TOKEN',
  'REKISTERI_PERSON',
  'REKISTERI_ACCOUNT',
]);

const GUIDE = 'docs/deploy.md';

/** The operator's guide names environment values that there are, all that there are to set, and every secret. */
export function checkGuide(main: Template, { deployed }: Scenario, files: Files): Finding[] {
  const guide = files(GUIDE);
  const secrets = JSON.stringify(deployed.map(({ body }) => body)).matchAll(/SecretName=([\w-]+)/g);
  const wanted = [...variablesIn(files), ...[...secrets].map(([, secret = '']) => secret)];
  const untold =
    guide === undefined ? [] : [...new Set(wanted)].filter((word) => !guide.includes(word) && !OF_AZD.has(word));
  return [
    ...untold.map((word) => finding({ file: GUIDE, line: 1 }, `says nothing of ${word}`)),
    ...unknownNames(main, files),
  ];
}

function unknownNames(main: Template, files: Files): Finding[] {
  return [GUIDE, 'docs/runbook.md', 'docs/backup.md', 'infra/smoke-test.sh'].flatMap((file) =>
    unknownVariables(files(file) ?? '', main, files).map((name) =>
      finding({ file, line: 1 }, `${name} is neither an output nor a parameter of main.bicep`),
    ),
  );
}
