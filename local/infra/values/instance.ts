import type { Declaration, Expr, Module, Parameter, Resource, Template } from '../bicep/ast.ts';
import { beside, type Project } from '../project.ts';
import { evaluate, type Names } from './evaluate.ts';
import { atRuntime } from './runtime.ts';
import { isList, isObject, type Value } from './value.ts';

interface Origin {
  readonly expr: Expr;
  readonly from: Instance;
}

function listOf(value: Value): readonly Value[] {
  return isList(value) ? value : [];
}

/** A template with values for its parameters: what one deployment makes of it. */
export class Instance {
  readonly template: Template;
  readonly #project: Project;
  readonly #given: ReadonlyMap<string, Value>;
  readonly #declared: ReadonlyMap<string, Declaration>;
  readonly #values = new Map<string, Value>();
  /** The expressions that gave the parameters their values, and where they stand. */
  readonly #origins: ReadonlyMap<string, Origin>;
  readonly #modules = new Map<string, Instance | undefined>();

  constructor(
    project: Project,
    template: Template,
    given: ReadonlyMap<string, Value>,
    origins: ReadonlyMap<string, Origin> = new Map(),
  ) {
    this.#origins = origins;
    this.template = template;
    this.#project = project;
    this.#given = given;
    this.#declared = new Map(
      template.declarations.filter(({ kind }) => kind !== 'output').map((each) => [each.name, each]),
    );
  }

  /** The value of an expression, with the names of loops and lambdas around it. */
  value(expr: Expr | undefined, inner: Names = new Map()): Value {
    if (expr === undefined) return undefined;
    return evaluate(expr, {
      inner,
      named: (name) => this.#named(name),
      called: (name, args) => this.#called(name, args),
      load: (written) => this.#project.files(beside(this.template.file, written)),
      member: (of, property) => this.#member(of, property),
    });
  }

  /** Every value that a parameter may be given, where a decorator says so: its own, or that of a parameter handed on. */
  allowed(name: string): readonly Value[] {
    const own = this.#decorator(name, 'allowed');
    return own === undefined ? (this.#origin(name)?.((from, of) => from.allowed(of)) ?? []) : listOf(own);
  }

  /** The least and the most that a parameter may be, where decorators say so. */
  bounds(name: string): readonly Value[] {
    const own = ['minValue', 'maxValue']
      .map((bound) => this.#decorator(name, bound))
      .filter((each) => each !== undefined);
    return own.length === 0 ? (this.#origin(name)?.((from, of) => from.bounds(of)) ?? []) : own;
  }

  #decorator(name: string, called: string): Value {
    return this.value(this.#declared.get(name)?.decorators.find((decorator) => decorator.name === called)?.args[0]);
  }

  /** Asks of a parameter that is handed on where it comes from. */
  #origin(name: string) {
    const origin = this.#origins.get(name);
    if (origin?.expr.kind !== 'name') return undefined;
    const { expr, from } = origin;
    return <T>(ask: (from: Instance, name: string) => T) => ask(from, expr.name);
  }

  /** Modules that are deployed: those whose condition is not known to be false. */
  modules(): (readonly [Module, Instance])[] {
    return this.template.declarations.flatMap((each) => {
      if (each.kind !== 'module' || this.value(each.condition) === false) return [];
      const made = this.module(each);
      return made === undefined ? [] : [[each, made] as const];
    });
  }

  /** What a module is deployed with; `undefined` when its file is not there. */
  module(module: Module): Instance | undefined {
    if (!this.#modules.has(module.name)) {
      const template = this.#project.templates.get(beside(this.template.file, module.path));
      const params = module.body.entries.find(({ key }) => key === 'params')?.value;
      const given = new Map<string, Value>();
      const origins = new Map<string, Origin>();
      for (const { key, value } of params?.kind === 'object' ? params.entries : [])
        if (typeof key === 'string') {
          given.set(key, this.value(value));
          origins.set(key, { expr: value, from: this });
        }
      this.#modules.set(module.name, template && new Instance(this.#project, template, given, origins));
    }
    return this.#modules.get(module.name);
  }

  /** Names and values of a loop, one for each time round; one without any where there is none. */
  rounds({ loop }: Resource | Module): Names[] {
    if (loop === undefined) return [new Map()];
    const over = this.value(loop.over);
    if (!isList(over)) return [new Map()];
    return over.map((item, place) => {
      const names = new Map([[loop.item, item]]);
      return loop.number === undefined ? names : names.set(loop.number, place);
    });
  }

  /** This deployment and those inside it. */
  *all(): Generator<Instance> {
    yield this;
    for (const [, inner] of this.modules()) yield* inner.all();
  }

  #called(name: string, args: readonly Value[]): Value {
    const func = this.#declared.get(name);
    if (func?.kind !== 'func') return undefined;
    return this.value(func.body, new Map(func.parameters.map((parameter, place) => [parameter, args[place]])));
  }

  #named(name: string): Value {
    if (!this.#values.has(name)) {
      this.#values.set(name, undefined);
      const declaration = this.#declared.get(name);
      const value = declaration?.kind === 'var' ? this.value(declaration.value) : undefined;
      this.#values.set(name, declaration?.kind === 'param' ? this.#parameter(declaration) : value);
    }
    return this.#values.get(name);
  }

  #parameter({ name, fallback }: Parameter): Value {
    return this.#given.has(name) ? this.#given.get(name) : this.value(fallback);
  }

  /** Of resources and modules: outputs are looked up, and what only a deployment tells is stood in for. */
  #member(of: Expr, property: string): Value {
    if (of.kind === 'member' && of.property === 'outputs' && of.of.kind === 'name') {
      const module = this.#declared.get(of.of.name);
      const inside = module?.kind === 'module' && this.#isMade(module) ? this.module(module) : undefined;
      const output = inside?.template.declarations.find((each) => each.kind === 'output' && each.name === property);
      return output?.kind === 'output' ? inside?.value(output.value) : undefined;
    }
    const resource = this.#resource(of);
    if (resource === undefined || !this.#isMade(resource)) return undefined;
    const written = (name: string) => resource.body.entries.find(({ key }) => key === name)?.value;
    if (of.kind === 'name' && written(property) !== undefined && property !== 'properties')
      return this.value(written(property));
    return atRuntime(property, resource, this.value(written('name')));
  }

  /** What is not deployed has nothing that could be read. */
  #isMade({ condition }: Resource | Module): boolean {
    return this.value(condition) !== false;
  }

  #resource(of: Expr): Resource | undefined {
    if (of.kind === 'member' || of.kind === 'index') return this.#resource(of.of);
    const declaration = of.kind === 'name' ? this.#declared.get(of.name) : undefined;
    return declaration?.kind === 'resource' ? declaration : undefined;
  }
}

/** An object of a body, with what is unknown left out. */
export function entriesOf(value: Value): [string, Value][] {
  return isObject(value) ? Object.entries(value) : [];
}
