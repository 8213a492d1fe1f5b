import type { Declaration, Entry, Expr, Module, Parameter, Template, TypeName } from '../bicep/ast.ts';
import { type Finding, finding } from '../finding.ts';
import { beside, type Project } from '../project.ts';
import { meant } from '../types/nearest.ts';
import { type Sight, shapeOf } from '../types/shape.ts';
import type { Instance } from '../values/instance.ts';
import { faultOfValue } from '../values/parameter-fault.ts';

const OF_A_MODULE: ReadonlySet<string> = new Set(['name', 'scope', 'params', 'dependsOn']);

/** Modules and their files, what they are given, and the kinds of defaults, conditions and outputs. */
export function checkModules(template: Template, project: Project, sight: Sight): Finding[] {
  return template.declarations.flatMap((declaration) => [
    ...checkKinds(declaration, sight),
    ...(declaration.kind === 'module' ? checkModule(declaration, template, project, sight) : []),
  ]);
}

function checkKinds(declaration: Declaration, sight: Sight): Finding[] {
  const wrong = (expr: Expr, wanted: string, what: string) => {
    const { kind } = shapeOf(expr, sight);
    return kind === undefined || kind === wanted
      ? []
      : [finding(expr, `${what} must be of the type ${wanted}, not ${kind}`)];
  };
  switch (declaration.kind) {
    case 'param':
      return checkDefault(declaration, sight);
    case 'output':
      return isOpen(declaration.type)
        ? []
        : wrong(declaration.value, declaration.type.name, `the output ${declaration.name}`);
    case 'resource':
    case 'module': {
      const { condition, loop } = declaration;
      const ofCondition =
        condition === undefined ? [] : wrong(condition, 'bool', `the condition of ${declaration.name}`);
      return loop === undefined
        ? ofCondition
        : [...ofCondition, ...wrong(loop.over, 'array', `what ${declaration.name} loops over`)];
    }
    default:
      return [];
  }
}

function isOpen({ name, nullable }: TypeName): boolean {
  return name === 'other' || nullable;
}

/** A default against the type and the decorators beside it. */
function checkDefault(parameter: Parameter, sight: Sight): Finding[] {
  const { name, type, fallback, decorators } = parameter;
  const kinds = decorators.flatMap((decorator) => {
    const wanted = /^(min|max)Length$/.test(decorator.name)
      ? ['string', 'array']
      : /^(min|max)Value$/.test(decorator.name)
        ? ['int']
        : undefined;
    return wanted === undefined || type.name === 'other' || wanted.includes(type.name)
      ? []
      : [finding(decorator, `@${decorator.name} does not go with the type ${type.name} of ${name}`)];
  });
  const allowed = decorators.flatMap((each) =>
    each.name === 'allowed' && each.args[0]?.kind === 'array' ? each.args[0].items : [],
  );
  const ofAllowed = allowed.flatMap((item) => mismatch(item, type, `an allowed value of ${name}`, sight));
  const values = allowed.map((item) => sight.instance.value(item));
  for (const [place, item] of allowed.entries())
    if (values.indexOf(values[place]) !== place) ofAllowed.push(finding(item, `${name} allows a value twice`));
  if (fallback === undefined) return [...kinds, ...ofAllowed];
  const fault = faultOfValue(sight.instance.value(fallback), parameter, sight);
  return [
    ...kinds,
    ...ofAllowed,
    ...mismatch(fallback, type, `the default of ${name}`, sight),
    ...(fault === undefined ? [] : [finding(fallback, `the default of ${name} ${fault}`)]),
  ];
}

function mismatch(expr: Expr, type: TypeName, what: string, sight: Sight): Finding[] {
  const { kind } = shapeOf(expr, sight);
  if (kind === undefined || isOpen(type) || kind === type.name) return [];
  return [finding(expr, `${what} must be of the type ${type.name}, not ${kind}`)];
}

function checkModule(module: Module, template: Template, project: Project, sight: Sight): Finding[] {
  const file = beside(template.file, module.path);
  const target = project.templates.get(file);
  if (target === undefined)
    return project.files(file) === undefined ? [finding(module, `there is no file ${module.path}`)] : [];
  const { entries } = module.body;
  const unknown = entries.filter(({ key }) => !OF_A_MODULE.has(String(key)));
  const findings = unknown.map((entry) =>
    finding(entry, `${module.name}: ${String(entry.key)} is unknown${meant(String(entry.key), OF_A_MODULE)}`),
  );
  if (!entries.some(({ key }) => key === 'name'))
    findings.push(finding(module, `${module.name} lacks name, which is required`));
  if (target.targetScope !== template.targetScope && !entries.some(({ key }) => key === 'scope'))
    findings.push(finding(module, `${module.name} is deployed at the scope ${target.targetScope} and names none`));
  const params = entries.find(({ key }) => key === 'params')?.value;
  const given = params?.kind === 'object' ? params.entries : [];
  const parameters = target.declarations.filter((each) => each.kind === 'param');
  const inside = sight.instance.module(module);
  for (const entry of given) {
    const parameter = parameters.find(({ name }) => name === entry.key);
    if (parameter === undefined) {
      findings.push(
        finding(
          entry,
          `${module.path} has no parameter ${String(entry.key)}${meant(
            String(entry.key),
            parameters.map(({ name }) => name),
          )}`,
        ),
      );
      continue;
    }
    findings.push(...mismatch(entry.value, parameter.type, `the parameter ${parameter.name} of ${module.path}`, sight));
    const fault = inside && faultOfValue(sight.instance.value(entry.value), parameter, { instance: inside });
    if (fault !== undefined)
      findings.push(finding(entry, `the parameter ${parameter.name} of ${module.path} ${fault}`));
    else if (inside !== undefined) findings.push(...narrower(entry, parameter, { module, sight, inside }));
  }
  for (const { name, fallback, type } of parameters)
    if (fallback === undefined && !type.nullable && !given.some(({ key }) => key === name))
      findings.push(finding(module, `${module.name} lacks the parameter ${name} of ${module.path}, which is required`));
  return findings;
}

/** Values that a parameter may have, and the one of a module that it is handed on to may not. */
function narrower(
  entry: Entry,
  parameter: Parameter,
  { module, sight, inside }: { module: Module; sight: Sight; inside: Instance },
): Finding[] {
  if (entry.value.kind !== 'name') return [];
  const { name } = entry.value;
  const faults = [...sight.instance.allowed(name), ...sight.instance.bounds(name)].flatMap(
    (value) => faultOfValue(value, parameter, { instance: inside }) ?? [],
  );
  return faults.map((fault) =>
    finding(entry, `${name} may be what ${parameter.name} of ${module.path} may not: it ${fault}`),
  );
}

/** Templates that nothing deploys. */
export function unusedTemplates({ templates }: Project, main: Template): Finding[] {
  const used = new Set([main.file]);
  for (const template of templates.values())
    for (const each of template.declarations) if (each.kind === 'module') used.add(beside(template.file, each.path));
  return [...templates.keys()].flatMap((file) =>
    used.has(file) ? [] : [finding({ file, line: 1 }, 'no template deploys this one')],
  );
}
