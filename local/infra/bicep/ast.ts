import type { Place } from '../finding.ts';

/** An expression of Bicep. */
export type Expr = Place & { readonly inParentheses?: boolean } & (
    | { readonly kind: 'text'; readonly parts: readonly (string | Expr)[] }
    | { readonly kind: 'literal'; readonly value: number | boolean | null }
    | { readonly kind: 'object'; readonly entries: readonly Entry[]; readonly nested: readonly Resource[] }
    | { readonly kind: 'array'; readonly items: readonly Expr[] }
    /** `nested`: written `outer::name`. */
    | { readonly kind: 'name'; readonly name: string; readonly nested?: true }
    | { readonly kind: 'member'; readonly of: Expr; readonly property: string; readonly safe: boolean }
    | { readonly kind: 'index'; readonly of: Expr; readonly index: Expr }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
    | { readonly kind: 'choice'; readonly condition: Expr; readonly yes: Expr; readonly no: Expr }
    | { readonly kind: 'binary'; readonly operator: string; readonly left: Expr; readonly right: Expr }
    | { readonly kind: 'unary'; readonly operator: string; readonly of: Expr }
    | { readonly kind: 'lambda'; readonly parameters: readonly string[]; readonly body: Expr }
    | (Loop & { readonly kind: 'loop'; readonly body: Expr; readonly condition?: Expr })
  );

export type ExprOf<Kind extends Expr['kind']> = Extract<Expr, { kind: Kind }>;

/** A property of an object; a key with interpolation is no plain text. */
export interface Entry extends Place {
  readonly key: string | Expr;
  readonly value: Expr;
}

export interface Loop {
  readonly item: string;
  readonly number?: string;
  readonly over: Expr;
}

/** A type as it is written: the primitive ones, or text that is looked at no further. */
export interface TypeName {
  readonly name: 'string' | 'int' | 'bool' | 'object' | 'array' | 'other';
  /** `string?` */
  readonly nullable: boolean;
  readonly text: string;
}

interface Named extends Place {
  readonly name: string;
  readonly decorators: readonly ExprOf<'call'>[];
}

export interface Parameter extends Named {
  readonly kind: 'param';
  readonly type: TypeName;
  readonly fallback?: Expr;
}

interface Variable extends Named {
  readonly kind: 'var';
  readonly value: Expr;
}

export interface Output extends Named {
  readonly kind: 'output';
  readonly type: TypeName;
  readonly value: Expr;
}

/** What resources and modules have in common. */
interface Deployed extends Named {
  readonly body: ExprOf<'object'>;
  readonly condition?: Expr;
  readonly loop?: Loop;
}

export interface Resource extends Deployed {
  readonly kind: 'resource';
  /** `Microsoft.Web/sites@2025-03-01`; of a nested one as it is written, joined to its parent's by `typeOf`. */
  readonly type: string;
  readonly existing: boolean;
  readonly outer?: Resource;
}

export interface Module extends Deployed {
  readonly kind: 'module';
  /** As it is written, relative to the file. */
  readonly path: string;
}

/** A function of the template's own: sees its parameters alone. */
interface Func extends Named {
  readonly kind: 'func';
  readonly parameters: readonly string[];
  readonly body: Expr;
}

interface Other extends Named {
  readonly kind: 'type';
}

export type Declaration = Parameter | Variable | Output | Resource | Module | Func | Other;

/** A file of Bicep. */
export interface Template {
  readonly file: string;
  readonly targetScope: 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant' | string;
  /** Nested resources too. */
  readonly declarations: readonly Declaration[];
}
