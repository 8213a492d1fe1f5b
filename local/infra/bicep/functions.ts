import type { TypeName } from './ast.ts';

/** What a function takes and gives; `undefined` where that depends on what it gets. */
interface Known {
  readonly least: number;
  readonly most: number;
  readonly gives: TypeName['name'] | undefined;
}

const MANY = 32;
const known = (least: number, most: number, gives?: Known['gives']): Known => ({ least, most, gives });

/** The functions of Bicep that templates like these use. Those that hand out keys are not among them. */
export const FUNCTIONS: ReadonlyMap<string, Known> = new Map([
  ['any', known(1, 1)],
  ['array', known(1, 1, 'array')],
  ['base64', known(1, 1, 'string')],
  ['bool', known(1, 1, 'bool')],
  ['cidrSubnet', known(3, 3, 'string')],
  ['coalesce', known(1, MANY)],
  ['concat', known(1, MANY)],
  ['contains', known(2, 2, 'bool')],
  ['dateTimeAdd', known(2, 3, 'string')],
  ['deployer', known(0, 0, 'object')],
  ['deployment', known(0, 0, 'object')],
  ['empty', known(1, 1, 'bool')],
  ['endsWith', known(2, 2, 'bool')],
  ['environment', known(0, 0, 'object')],
  ['extensionResourceId', known(3, MANY, 'string')],
  ['filter', known(2, 2, 'array')],
  ['first', known(1, 1)],
  ['flatten', known(1, 1, 'array')],
  ['format', known(2, MANY, 'string')],
  ['guid', known(1, MANY, 'string')],
  ['indexOf', known(2, 2, 'int')],
  ['int', known(1, 1, 'int')],
  ['intersection', known(2, MANY)],
  ['items', known(1, 1, 'array')],
  ['join', known(2, 2, 'string')],
  ['json', known(1, 1)],
  ['last', known(1, 1)],
  ['length', known(1, 1, 'int')],
  ['loadFileAsBase64', known(1, 1, 'string')],
  ['loadJsonContent', known(1, 3)],
  ['loadTextContent', known(1, 2, 'string')],
  ['loadYamlContent', known(1, 3)],
  ['managementGroup', known(0, 1, 'object')],
  ['map', known(2, 2, 'array')],
  ['max', known(1, MANY, 'int')],
  ['min', known(1, MANY, 'int')],
  ['newGuid', known(0, 0, 'string')],
  ['padLeft', known(2, 3, 'string')],
  ['pickZones', known(3, 5, 'array')],
  ['range', known(2, 2, 'array')],
  ['reduce', known(3, 3)],
  ['replace', known(3, 3, 'string')],
  ['resourceGroup', known(0, 2, 'object')],
  ['resourceId', known(2, MANY, 'string')],
  ['skip', known(2, 2)],
  ['sort', known(2, 2, 'array')],
  ['split', known(2, 2, 'array')],
  ['startsWith', known(2, 2, 'bool')],
  ['string', known(1, 1, 'string')],
  ['subscription', known(0, 1, 'object')],
  ['subscriptionResourceId', known(2, MANY, 'string')],
  ['substring', known(2, 3, 'string')],
  ['take', known(2, 2)],
  ['tenant', known(0, 0, 'object')],
  ['tenantResourceId', known(2, MANY, 'string')],
  ['toLower', known(1, 1, 'string')],
  ['toObject', known(2, 3, 'object')],
  ['toUpper', known(1, 1, 'string')],
  ['trim', known(1, 1, 'string')],
  ['union', known(2, MANY)],
  ['uniqueString', known(1, MANY, 'string')],
  ['uri', known(2, 2, 'string')],
  ['uriComponent', known(1, 1, 'string')],
  ['utcNow', known(0, 1, 'string')],
]);

/** Functions whose values change from one deployment to the next: defaults of parameters alone may call them. */
export const CHANGING: ReadonlySet<string> = new Set(['newGuid', 'utcNow']);

/** Functions that hand out keys: what they give lands in the history of deployments. */
export const KEY_FUNCTION = /^list[A-Z]|^getSecret$/;

/** Decorators and what they stand on. */
export const DECORATORS: ReadonlyMap<string, readonly ('param' | 'var' | 'output' | 'resource' | 'module' | 'type')[]> =
  new Map([
    ['description', ['param', 'var', 'output', 'resource', 'module', 'type']],
    ['metadata', ['param', 'output', 'type']],
    ['allowed', ['param']],
    ['secure', ['param', 'output', 'type']],
    ['minLength', ['param', 'output', 'type']],
    ['maxLength', ['param', 'output', 'type']],
    ['minValue', ['param', 'output', 'type']],
    ['maxValue', ['param', 'output', 'type']],
    ['sealed', ['param', 'output', 'type']],
    ['export', ['var', 'type']],
    ['batchSize', ['resource', 'module']],
  ]);
