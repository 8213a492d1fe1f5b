import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { DOCUMENT_NAMES } from './simulator/openapi-documents.ts';
import { OPENAPI_DIR_VARIABLE } from './simulator/served-check.ts';

// `npm run check:api -- DIR`: all tests, with every request to the simulator and every answer it gives checked against
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
  const vitest = path.join(path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...options], {
    stdio: 'inherit',
    env: { ...process.env, [OPENAPI_DIR_VARIABLE]: path.resolve(given) },
  });
  process.exitCode = status ?? 1;
}
