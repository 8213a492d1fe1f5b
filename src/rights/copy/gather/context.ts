import type { Instant } from '../../../register/instant.ts';
import type { Engine } from '../../../work/engine.ts';

/** What a copy is gathered with. */
export interface CopyContext
  extends Pick<Engine, 'hubspot' | 'policy' | 'now' | 'auditKey' | 'state' | 'floors' | 'rowMacs'> {
  readonly storage: Pick<Engine['storage'], 'requests' | 'audit'>;
}

/** The same, at one moment, for one person. */
export interface Gathering extends CopyContext {
  /** The instant of the copy. */
  readonly asOf: Instant;
  readonly decided: Decided;
}

/** What an officer decided of single things of the person; everything is granted that nothing was said of, but what concerns others. */
export interface Decided {
  /** Whether a subject such as `notes:5512` was granted by its name. */
  isGranted(subject: string): boolean;
  /** The ground on which a subject such as `property:city` was refused. */
  groundOf(subject: string): string | undefined;
}
