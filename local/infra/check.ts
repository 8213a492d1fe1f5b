import { type Finding, finding, told } from './finding.ts';
import { type Files, type Project, readProject } from './project.ts';
import { checkAlerts } from './rules/alerts.ts';
import { checkAppSettings, type SettingsRead } from './rules/app-settings.ts';
import { checkAzureYaml, checkGuide } from './rules/azd.ts';
import { checkCircles } from './rules/circles.ts';
import { checkComparisons } from './rules/comparisons.ts';
import { checkExisting } from './rules/existing.ts';
import { checkExtension } from './rules/extension.ts';
import { checkHostJson } from './rules/host-json.ts';
import { checkInvariants } from './rules/invariants/all.ts';
import { checkLinks } from './rules/links.ts';
import { checkModules, unusedTemplates } from './rules/modules.ts';
import { checkNames } from './rules/names.ts';
import { checkParametersFile } from './rules/parameters-file.ts';
import { checkPlaces } from './rules/places.ts';
import type { Events } from './rules/queries.ts';
import { checkOrder } from './rules/order.ts';
import { checkOutputs } from './rules/outputs.ts';
import { checkRegistration } from './rules/registration.ts';
import { checkIds, checkRoles } from './rules/roles.ts';
import { checkSmokeTest } from './rules/smoke-test.ts';
import { checkSymbols } from './rules/symbols.ts';
import { checkWorkbook } from './rules/workbook.ts';
import { checkTexts } from './rules/texts.ts';
import { refusedChoices, scenariosOf, variantsOf } from './scenarios.ts';
import type { Schemas } from './schemas.ts';
import type { AzureTypes } from './types/azure-types.ts';
import type { Instance } from './values/instance.ts';
import { checkResources, sightOf } from './types/check-resources.ts';

/** What is looked at. */
export interface Looked {
  readonly files: Files;
  /** The templates, from the root of the project. */
  readonly templates: readonly string[];
  readonly events: Events;
  /** What Microsoft publishes; without it less is found. */
  readonly azure?: { readonly types: AzureTypes; readonly schemas: Schemas };
  /** Templates that were read before: those that are as they were are not read again. */
  readonly known?: Project;
}

const MAIN = 'infra/main.bicep';
/** Scenarios from the first that differ in what is deployed; the others do in values, and expressions are looked at in all their branches. */
const DIFFERENT = 2;

/** Everything that is wrong with the infrastructure, by file and line. */
export async function checkInfra({ files, templates, events, azure, known }: Looked): Promise<Finding[]> {
  const [project, unread] = await readProject(files, templates, known);
  const main = project.templates.get(MAIN);
  // What cannot be read leads to a hundred findings that are none.
  if (unread.length > 0 || main === undefined)
    return unread.length > 0 ? [...unread] : [finding({ file: MAIN, line: 1 }, 'is not there')];
  const circles = [...project.templates.values()].flatMap(checkCircles);
  // Nor has what waits for itself a value.
  if (circles.length > 0) return circles;
  const scenarios = scenariosOf(project, main);
  const [first] = scenarios;
  if (first === undefined) return [];
  const different = scenarios.slice(0, DIFFERENT);
  const read: SettingsRead = new Map();
  return sorted([
    ...unusedTemplates(project, main),
    ...refusedChoices(main, first),
    ...[...project.templates.values()].flatMap((template) => [
      ...checkSymbols(template, files),
      ...checkExtension(template, files),
      ...checkIds(template),
      ...checkTexts(template),
    ]),
    ...different.flatMap((scenario) =>
      [...scenario.instance.all()].flatMap((each) => checkModules(each.template, project, sightOf(each, azure?.types))),
    ),
    ...different.flatMap(({ instance }) => [...instance.all()].flatMap((each) => checkInstance(each, azure?.types))),
    ...different.flatMap(checkOrder),
    ...checkParametersFile(main, files, sightOf(first.instance, azure?.types)),
    ...checkAzureYaml(main, first, files),
    ...checkGuide(main, first, files),
    ...checkHostJson(files),
    ...checkRegistration(files),
    ...checkWorkbook(files, events),
    ...checkSmokeTest(files, events),
    ...checkAlerts(first, events, files),
    ...scenarios.flatMap((scenario) => [
      ...checkAppSettings(scenario, files, read),
      ...checkRoles(scenario),
      ...checkLinks(scenario),
      ...checkNames(scenario),
      ...checkExisting(scenario),
      ...checkOutputs(scenario),
      ...checkInvariants(scenario),
    ]),
    ...variantsOf(project, main).flatMap(checkInvariants),
    ...(azure?.schemas.check(files) ?? []),
  ]);
}

function checkInstance(instance: Instance, types: AzureTypes | undefined): Finding[] {
  const { template } = instance;
  const sight = sightOf(instance, types);
  return [
    ...checkPlaces(template, sight),
    ...checkComparisons(instance),
    ...(types === undefined ? [] : checkResources(instance, types)),
  ];
}

/** In the order of files and lines, each once. */
function sorted(findings: readonly Finding[]): Finding[] {
  const once = new Map(findings.map((each) => [told(each), each]));
  return [...once.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}
