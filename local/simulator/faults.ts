import { type FaultKind, RANDOM_KINDS } from './fault-kinds.ts';

/** What an injected fault is chosen by. `path` has no query. */
interface FaultRequest {
  method: string;
  path: string;
  body: unknown;
}

interface Rule {
  match: (request: FaultRequest) => boolean;
  kind: FaultKind;
  left: number;
}

/** Deterministic fault injection, applied by the HTTP server around the handlers. */
export interface Faults {
  /** Faults matching requests, the next `times` of them or, without `times`, all. */
  add(rule: { match: (request: FaultRequest) => boolean; kind: FaultKind; times?: number }): void;
  /** Faults a share (0-1) of all requests, in an order that the seed fixes. Without kinds: all but `429-daily` and `hang`. */
  random(options: { rate: number; seed: number; kinds?: readonly FaultKind[] }): void;
  /** Removes every rule. The count stays. */
  clear(): void;
  /** The fault of this request, if it is to have one. */
  next(request: FaultRequest): FaultKind | undefined;
  /** Faults injected so far. */
  readonly count: number;
}

export function createFaults(): Faults {
  let rules: Rule[] = [];
  let draw: (() => FaultKind | undefined) | undefined;
  let count = 0;

  function choose(request: FaultRequest): FaultKind | undefined {
    const rule = rules.find(({ match }) => match(request));
    if (!rule) return draw?.();
    rule.left -= 1;
    if (rule.left <= 0) rules = rules.filter((other) => other !== rule);
    return rule.kind;
  }

  return {
    add({ match, kind, times = Number.POSITIVE_INFINITY }) {
      if (times > 0) rules.push({ match, kind, left: times });
    },
    random({ rate, seed, kinds = RANDOM_KINDS }) {
      const random = mulberry32(seed);
      draw = () => {
        const isFaulty = random() < rate;
        const kind = kinds[Math.floor(random() * kinds.length)];
        return isFaulty ? kind : undefined;
      };
    },
    clear() {
      rules = [];
      draw = undefined;
    },
    next(request) {
      const kind = choose(request);
      if (kind !== undefined) count += 1;
      return kind;
    },
    get count() {
      return count;
    },
  };
}

/** A small seeded generator of numbers in [0, 1) (mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
