/**
 * The chain as it stands, in runs: an untouched chain is one run of genuine events, and every manipulation adds a few. So what
 * happened can be worked out afterwards, in space that does not grow with the chain.
 */
export type Segment =
  /** Genuine events `first` to `last`, at the places from `position` on; `hash` is that of the first, where it is known. */
  | { readonly kind: 'genuine'; position: number; first: number; last: number; readonly hash: string | undefined }
  /** Places whose rows are not what they say. */
  | {
      readonly kind: 'broken';
      position: number;
      end: number;
      /** Whether each names the hash of the row before it. */
      linked: boolean;
      lastHash: string | undefined;
    };

/** More runs than that are not told apart any more. */
const MOST_SEGMENTS = 4_000;

export class Segments {
  readonly list: Segment[] = [];
  /** Whether there were too many to keep. */
  overflow = false;

  genuine(position: number, first: number, last: number, hash: string): void {
    const run = this.list.at(-1);
    const places = run?.kind === 'genuine' ? run.position + run.last - run.first + 1 : undefined;
    if (run?.kind === 'genuine' && run.last + 1 === first && places === position) run.last = last;
    else this.#add({ kind: 'genuine', position, first, last, hash });
  }

  broken(position: number, isLinked: boolean, hash: string | undefined): void {
    const run = this.list.at(-1);
    if (run?.kind === 'broken' && run.end + 1 === position) {
      run.end = position;
      run.linked &&= isLinked;
      run.lastHash = hash;
    } else this.#add({ kind: 'broken', position, end: position, linked: isLinked, lastHash: hash });
  }

  #add(segment: Segment): void {
    if (this.list.length < MOST_SEGMENTS) this.list.push(segment);
    else this.overflow = true;
  }
}
