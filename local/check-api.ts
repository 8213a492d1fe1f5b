import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { DOCUMENT_NAMES } from './simulator/openapi-documents.ts';
import { OPENAPI_DIR_VARIABLE } from './simulator/served-check.ts';

// `npm run check:api -- DIR`: `npm test`, with every request to the simulator and every answer it gives checked against
// HubSpot's own OpenAPI documents. They are HubSpot's, so the project does not hold them.

const [given, ...options] = process.argv.slice(2);

if (given === undefined || !statSync(given, { throwIfNoEntry: false })?.isDirectory()) {
  console.error(`${given === undefined ? 'Name' : `${given} is no folder: name`} the folder that holds HubSpot's OpenAPI documents:

  npm run check:api -- DIR

They are public: https://github.com/HubSpot/HubSpot-public-api-spec-collection
DIR is a clone of it, or a folder with these files from its folders named 2026-09, e.g.
PublicApiSpecs/CRM/Contacts/Rollouts/424/2026-09/contacts.json:

  ${DOCUMENT_NAMES.map((name) => `${name}.json`).join(', ')}`);
  process.exitCode = 2;
} else {
  const { status } = spawnSync('npm', ['test', '--silent', '--', ...options], {
    stdio: 'inherit',
    // On Windows npm is a script.
    shell: process.platform === 'win32',
    env: { ...process.env, [OPENAPI_DIR_VARIABLE]: path.resolve(given) },
  });
  process.exitCode = status ?? 1;
}
