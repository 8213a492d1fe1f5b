import type { Told } from './blocks.ts';
import type { Pace } from './pace.ts';

/** A block of requests that this process was granted. Times by the wall clock; `since` by the one that only grows. */
export interface HeldBlock {
  readonly id: number;
  readonly grantedAt: number;
  readonly since: number;
  readonly until: number;
  taken: number;
  left: number;
  underWay: number;
  answeredAt: number;
}

/**
 * What is left of an older block is given back: the others believe a block to be over soon, and a process that was
 * paused must not send when they do.
 */
export const USABLE_MS = 3_000;

/** The blocks of one limit that this process holds. */
export class HeldBlocks {
  readonly #pace: Pace;
  #blocks: HeldBlock[] = [];

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  add(granted: Pick<HeldBlock, 'id' | 'grantedAt' | 'since' | 'until'>, count: number): void {
    this.#blocks.push({ ...granted, left: count, taken: 0, underWay: 0, answeredAt: granted.grantedAt });
  }

  /** Takes one request of the oldest block that has any; `undefined` when none has. */
  take(): HeldBlock | undefined {
    this.#giveBackOld();
    const block = this.#blocks.find(({ left }) => left > 0);
    if (block === undefined) return undefined;
    block.left -= 1;
    block.taken += 1;
    block.underWay += 1;
    return block;
  }

  answered(block: HeldBlock): void {
    block.underWay -= 1;
    block.answeredAt = this.#pace.wall();
  }

  /** Requests that can be taken now. */
  get left(): number {
    this.#giveBackOld();
    return this.#blocks.reduce((sum, { left }) => sum + left, 0);
  }

  get underWay(): number {
    return this.#blocks.reduce((sum, { underWay }) => sum + underWay, 0);
  }

  get isEmpty(): boolean {
    return this.#blocks.length === 0;
  }

  giveBack(): void {
    for (const block of this.#blocks) block.left = 0;
  }

  /** What there is to tell of the blocks. */
  tell(): Told[] {
    this.#giveBackOld();
    return this.#blocks.map(({ id, taken, left, underWay, until, answeredAt }) => {
      const open = left > 0 || underWay > 0;
      return { id, count: taken + left, until: open ? until : answeredAt, open };
    });
  }

  /** Forgets the blocks that were told to be over. */
  forget(told: readonly Told[]): void {
    const over = new Set(told.filter(({ open }) => !open).map(({ id }) => id));
    this.#blocks = this.#blocks.filter(({ id }) => !over.has(id));
  }

  #giveBackOld(): void {
    for (const block of this.#blocks) if (!this.#isUsable(block)) block.left = 0;
  }

  /** By both clocks: one of them may have stood still, or have been set back. */
  #isUsable({ grantedAt, since }: HeldBlock): boolean {
    return this.#pace.wall() - grantedAt <= USABLE_MS && this.#pace.elapsed() - since <= USABLE_MS;
  }
}
