import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { checkInfra } from './infra/check.ts';
import { told } from './infra/finding.ts';
import { filesIn, listed } from './infra/project.ts';
import { eventsIn } from './infra/rules/queries.ts';
import { Schemas } from './infra/schemas.ts';
import { AzureTypes } from './infra/types/azure-types.ts';

// `npm run check:infra -- DIR`: holds the templates against Azure's own types in DIR, and against the program. Without DIR
// it does what needs no types. They are Microsoft's, so the project does not hold them.

const [given] = process.argv.slice(2);
const root = path.join(import.meta.dirname, '..');

if (given !== undefined && !statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`${given} is no folder: name the folder that holds the types of Azure:

  npm run check:infra -- DIR

They are public: https://github.com/Azure/bicep-types-az (generated/). DIR has of each version of each provider a folder
with its types.json, e.g. microsoft.web/2025-03-01/types.json, and beside them azure.yaml.schema.json (azd),
host.schema.json (SchemaStore) and workbook.schema.json (Application Insights workbooks).`);
  process.exitCode = 2;
} else {
  const files = filesIn(root);
  const sources = ['src', 'functions'].flatMap((folder) => listed(root, folder, '.ts'));
  const templates = listed(root, 'infra', '.bicep');
  const azure = given === undefined ? undefined : { types: new AzureTypes(given), schemas: new Schemas(given) };
  const findings = await checkInfra({
    files,
    templates,
    events: eventsIn(sources.map((file) => readFileSync(path.join(root, file), 'utf8'))),
    ...(azure === undefined ? {} : { azure }),
  });
  for (const each of findings) console.error(told(each));
  const against = azure === undefined ? 'without the types of Azure' : `against ${azure.types.size} types of Azure`;
  console.log(`${templates.length} templates ${against}, ${findings.length} faults`);
  process.exitCode = findings.length > 0 || templates.length === 0 ? 1 : 0;
}
