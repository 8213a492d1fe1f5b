import {
  ForTag,
  type Liquid,
  LiquidError,
  Output,
  RenderTag,
  type Template,
  toValueSync,
  type Variable,
} from 'liquidjs';
import { isPart, type Part, PARTS, REQUIRED, type TemplateName } from './letter-files.ts';
import { isList, placeholderAt } from './placeholders.ts';

/** A template that was read, and what it says. */
export interface TemplateText {
  readonly name: TemplateName;
  readonly file: string;
  readonly text: string;
}

/** What is wrong with the templates of one language: a line for each fault, with the file and the place in it. */
export function templateFaults(language: Liquid, templates: readonly TemplateText[]): string[] {
  const looked = templates.map((one) => ({ ...one, ...look(language, one) }));
  const usedByPart = new Map(looked.map(({ name, used }) => [name, used]));
  return looked.flatMap(({ name, file, faults, used, parts }) => {
    const all = new Set([...used, ...parts.flatMap((part) => [...(usedByPart.get(part) ?? [])])]);
    const missing = isPart(name) ? [] : REQUIRED[name].filter((path) => !all.has(path));
    // Whoever mends the faults may put these right as well.
    const unsaid = faults.length > 0 ? [] : missing.map((path) => `${file}: it has to name ${path}, as the law asks`);
    return [...faults, ...unsaid];
  });
}

interface Looked {
  readonly faults: readonly string[];
  /** The placeholders that it names, as paths. */
  readonly used: ReadonlySet<string>;
  readonly parts: readonly Part[];
}

function look(language: Liquid, { name, file, text }: TemplateText): Looked {
  try {
    const parsed = language.parse(text, file);
    const templates = [...within(parsed)];
    const loops = loopsIn(language, templates);
    const variables = variablesOf(language, parsed);
    const outputs = variablesOf(
      language,
      templates.filter((one) => one instanceof Output),
    );
    const rendered = templates.filter((one) => one instanceof RenderTag);
    const faults = [
      ...templates.flatMap((one) => (one instanceof ForTag ? loopFaults(one) : [])),
      ...rendered.flatMap((one) => renderFaults(one, name)),
      ...variables.flatMap((one) => nameFaults(one, loops)),
      ...outputs.flatMap((one) => outputFaults(one, loops)),
    ];
    const parts = rendered.flatMap((one) => PARTS.filter((part) => part === one.partialScope()?.name));
    return { faults, used: new Set(variables.map((one) => pathOf(one, loops).join('.'))), parts };
  } catch (error) {
    if (!(error instanceof LiquidError)) throw error;
    // The library ends its message with the place.
    const message = (error.originalError?.message ?? error.message).replace(/, file:.*/s, '');
    return { faults: [at(file, error.token.getPosition(), message)], used: new Set(), parts: [] };
  }
}

/** All tags, placeholders and texts of a template, those within others too. */
function* within(templates: readonly Template[]): Generator<Template> {
  for (const template of templates) {
    yield template;
    yield* within(childrenOf(template));
  }
}

function childrenOf(template: Template): Template[] {
  return template.children === undefined ? [] : toValueSync(template.children(false, true));
}

/** What these and those within them name, but not the parts that they render; each place is told once. */
function variablesOf(language: Liquid, templates: Template[]): Variable[] {
  const found = Object.values(language.analyzeSync(templates, { partials: false }).variables).flat();
  const byPlace = found.map((one) => [placeKey(one), one] as const);
  return [...new Map(byPlace).values()];
}

/** A `{% for name in list %}`, and the places that stand within it. */
interface Loop {
  readonly name: string;
  readonly list: readonly string[];
  readonly places: ReadonlySet<string>;
}

function loopsIn(language: Liquid, templates: readonly Template[]): Loop[] {
  const loops = templates.filter((one) => one instanceof ForTag);
  return loops.map((loop) => {
    const places = variablesOf(language, childrenOf(loop)).map(placeKey);
    return { name: loop.variable, list: listOf(loop), places: new Set(places) };
  });
}

function listOf({ collection }: ForTag): string[] {
  return collection.getText().split('.');
}

/** The placeholder that a name stands for: within a loop that of its list, by the innermost loop of this name. */
function pathOf(variable: Variable, loops: readonly Loop[]): string[] {
  const [first = '', ...rest] = variable.segments.map(String);
  const around = loops.filter(({ name, places }) => name === first && places.has(placeKey(variable)));
  const [innermost] = around.sort((one, other) => one.places.size - other.places.size);
  return [...(innermost?.list ?? [first]), ...rest];
}

function placeKey({ location: { row, col } }: Variable): string {
  return `${row}:${col}`;
}

function nameFaults(variable: Variable, loops: readonly Loop[]): string[] {
  if (placeholderAt(pathOf(variable, loops)) !== undefined) return [];
  return [placed(variable, `there is no ${variable.toString()} to fill in; docs/letters.md lists what there is`)];
}

function outputFaults(variable: Variable, loops: readonly Loop[]): string[] {
  const shape = placeholderAt(pathOf(variable, loops));
  const isText = shape === undefined || shape === 'text';
  return isText ? [] : [placed(variable, `${variable.toString()} is no text: use it in {% if %} or {% for %}`)];
}

function loopFaults(loop: ForTag): string[] {
  const list = listOf(loop);
  const shape = placeholderAt(list);
  if (shape === undefined || isList(shape)) return [];
  return [at(loop.token.file, loop.token.getPosition(), `${list.join('.')} is no list`)];
}

function renderFaults(tag: RenderTag, name: TemplateName): string[] {
  const part = tag.partialScope()?.name ?? '';
  if (isPart(part) && !isPart(name)) return [];
  const message = isPart(name) ? 'a part cannot render a part' : `only these can be rendered: ${PARTS.join(', ')}`;
  return [at(tag.token.file, tag.token.getPosition(), message)];
}

function placed({ location: { file, row, col } }: Variable, message: string): string {
  return at(file, [row, col], message);
}

function at(file: string | undefined, [line, column]: readonly number[], message: string): string {
  return `${file}, line ${line}, column ${column}: ${message}`;
}
