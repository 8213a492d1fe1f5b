import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { http } from '@hubspot/local-dev-lib/http';
import { validateProfileVariables } from '@hubspot/project-parsing-lib/profiles';
import { getProjectMetadata, isKnownPlatformVersion, parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { validateUid } from '@hubspot/project-parsing-lib/uid';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CONSOLE_VARIABLE } from '../src/app/settings/console-address.ts';
import { PROJECT_SCHEMAS } from './project-schemas.ts';

const HERE = path.resolve(import.meta.dirname, '..');
const SOURCE = path.join(HERE, 'src');
const CARD = 'app/cards/card-hsmeta.json';
const PLATFORM = '2026.09';

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'rekisteri-project-'));
  cpSync(SOURCE, copy, {
    recursive: true,
    filter: (file) => !file.includes('node_modules') && !/hsprofile\./.test(file),
  });
  // The library asks HubSpot for its schemas, which takes an account.
  vi.spyOn(http, 'get').mockResolvedValue({ data: PROJECT_SCHEMAS } as never);
});

afterEach(() => rmSync(copy, { recursive: true }));

const context = () => ({ projectSourceDir: copy, platformVersion: PLATFORM, accountId: 1 });
const unvalidated = (profile?: string) =>
  translate(context(), { skipValidation: true, ...(profile ? { profile } : {}) });
const validated = () => translate(context(), { skipValidation: false });
const change = (file: string, edit: (text: string) => string) =>
  writeFileSync(path.join(copy, file), edit(readFileSync(path.join(copy, file), 'utf8')));

describe("HubSpot's own library", () => {
  test('reads the project, of a platform version that it knows', () => {
    expect(parseProjectConfig(HERE)).toEqual({ name: 'rekisteri', srcDir: 'src', platformVersion: PLATFORM });
    expect(isKnownPlatformVersion(PLATFORM)).toBe(true);
  });

  test('finds one app with one card and one settings page', async () => {
    const { components, hsMetaFiles } = await getProjectMetadata(SOURCE);
    const counts = Object.entries(components).flatMap(([name, { count }]) => (count > 0 ? [`${name} ${count}`] : []));
    expect(counts.sort()).toEqual(['app 1', 'card 1', 'settings 1']);
    expect(hsMetaFiles).toHaveLength(3);
  });

  test('builds all of it and skips no file', async () => {
    const { intermediateRepresentation, skippedHsMetaFiles } = await unvalidated();
    expect(skippedHsMetaFiles).toEqual([]);
    const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
    expect(nodes.map((node) => node.componentType).sort()).toEqual(['APPLICATION', 'CARD', 'SETTINGS']);
    for (const { uid } of nodes) expect(validateUid(uid)).toBeUndefined();
  });

  test('finds nothing wrong with the files, by schemas made of its documents', async () => {
    await expect(validated()).resolves.toMatchObject({ skippedHsMetaFiles: [] });
    expect(http.get).toHaveBeenCalledWith(1, { url: `project-components-external/project-schemas/v3/${PLATFORM}` });
  });
});

describe('these checks can fail', () => {
  test('a file in a folder of another name is skipped', async () => {
    cpSync(path.join(copy, CARD), path.join(copy, 'app/card-files/card-hsmeta.json'));
    expect((await unvalidated()).skippedHsMetaFiles).toEqual(['app/card-files/card-hsmeta.json']);
  });

  test('the same uid twice', async () => {
    change('app/settings/settings-hsmeta.json', (text) => text.replace('rekisteri_settings', 'rekisteri_app'));
    await expect(unvalidated()).rejects.toThrow('rekisteri_app');
  });

  test.each([
    ['no JSON', (text: string) => text.replace('{', '')],
    ['a uid that is too long', (text: string) => text.replace('rekisteri_retention_card', 'r'.repeat(65))],
    ['an unknown field', (text: string) => text.replace('"type"', '"kind": 1, "type"')],
    ['an unknown setting', (text: string) => text.replace('"location"', '"place"')],
    ['another location', (text: string) => text.replace('crm.record.tab', 'crm.record.middle')],
    ['the type of another folder', (text: string) => text.replace('"card"', '"settings"')],
  ])('%s', async (_, edit) => {
    change(CARD, edit);
    await expect(validated()).rejects.toThrow();
  });
});

test('every entrypoint is a file of its own folder, which says what packages it takes', () => {
  for (const [folder, file] of [
    ['cards', 'card-hsmeta.json'],
    ['settings', 'settings-hsmeta.json'],
  ] as const) {
    const meta = JSON.parse(readFileSync(path.join(SOURCE, 'app', folder, file), 'utf8'));
    expect(existsSync(path.join(SOURCE, meta.config.entrypoint)), meta.config.entrypoint).toBe(true);
    const { dependencies } = JSON.parse(readFileSync(path.join(SOURCE, 'app', folder, 'package.json'), 'utf8'));
    const { devDependencies } = JSON.parse(readFileSync(path.join(HERE, 'package.json'), 'utf8'));
    // What is tested is what HubSpot builds with.
    expect(dependencies).toEqual({
      '@hubspot/ui-extensions': devDependencies['@hubspot/ui-extensions'],
      react: devDependencies.react,
    });
  }
});

test('an extension imports nothing from outside its folder, and nothing that it does not name', () => {
  for (const folder of ['cards', 'settings']) {
    for (const file of sources(folder)) {
      for (const [, imported = ''] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)) {
        const own = /^\.\/[A-Za-z-]+\.tsx?$/.test(imported);
        const sdk =
          imported === '@hubspot/ui-extensions' || (folder === 'cards' && imported === '@hubspot/ui-extensions/crm');
        expect(own || sdk, `${file} imports ${imported}`).toBe(true);
        if (own) expect(existsSync(path.join(path.dirname(file), imported)), imported).toBe(true);
      }
    }
  }
});

test('no address, no secret and no account stands in what is uploaded', () => {
  const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true }).filter(
    (file) => file.isFile() && !/^hsprofile\./.test(file.name),
  );
  expect(files.length).toBeGreaterThan(20);
  for (const file of files) {
    const text = readFileSync(path.join(file.parentPath, file.name), 'utf8');
    expect(text, file.name).not.toMatch(/https?:\/\/[a-z0-9]/i);
    expect(text, file.name).not.toMatch(/pat-[a-z0-9]+-|accountId|portalId|hapikey|client_?secret/i);
  }
});

test('nothing leaves HubSpot: no address is permitted, and no code asks one', () => {
  const { config } = JSON.parse(readFileSync(path.join(SOURCE, 'app/app-hsmeta.json'), 'utf8'));
  expect(config.permittedUrls).toEqual({ fetch: [], iframe: [], img: [] });
  for (const file of [...sources('cards'), ...sources('settings')]) {
    expect(readFileSync(file, 'utf8'), file).not.toMatch(
      /\bfetch\(|serverless|XMLHttpRequest|WebSocket|console\.\w+\(|logger/,
    );
  }
});

test('a profile gives the address of the console, as docs/hubspot-app.md shows it', async () => {
  const guide = readFileSync(path.join(HERE, '../docs/hubspot-app.md'), 'utf8');
  const shown = JSON.parse(/```json\n(\{[^`]+\})\n```/.exec(guide)?.[1] ?? '');
  writeFileSync(path.join(copy, 'hsprofile.prod.json'), JSON.stringify(shown));
  expect(validateProfileVariables(shown.variables, 'hsprofile.prod.json')).toEqual({ success: true, errors: [] });
  const { intermediateRepresentation } = await unvalidated('prod');
  expect(intermediateRepresentation.profileData).toEqual({
    vars: {
      profileVariables: {
        [CONSOLE_VARIABLE]: { variableType: 'PROFILE_STRING', value: shown.variables[CONSOLE_VARIABLE] },
      },
    },
  });
});

function sources(folder: string): string[] {
  const at = path.join(SOURCE, 'app', folder);
  return readdirSync(at)
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(at, file));
}
