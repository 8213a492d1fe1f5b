import type { Expr } from '../bicep/ast.ts';
import type { Place } from '../finding.ts';
import type { Names } from '../values/evaluate.ts';
import type { AzureType } from './azure-types.ts';
import type { Sight } from './shape.ts';

/** What a check needs besides expression and type. */
export interface Looking {
  readonly sight: Sight;
  /** Checks what lies inside. */
  readonly check: (expr: Expr, type: AzureType, where: string, look: Looking) => void;
  readonly report: (place: Place, message: string) => void;
  /** Names of the loop that is gone round, with values. */
  readonly names: Names;
  /** What every resource may say beside its type: `parent`, `scope`, `dependsOn`. */
  readonly also?: ReadonlySet<string>;
  /** Part of an object: what is required may stand in another part. */
  readonly partial?: boolean;
}
