/** A place to print to; a terminal gets a progress bar. */
type Screen = NodeJS.WritableStream & { readonly isTTY?: boolean };

/** Everything around the program. */
export interface World {
  readonly environment: Record<string, string | undefined>;
  /** What is typed or piped in: read by commands only that are told to. */
  readonly input: NodeJS.ReadableStream;
  /** What was asked for. */
  readonly out: Screen;
  /** Everything else: progress, problems. */
  readonly err: Screen;
  /** Aborted by Ctrl-C. */
  readonly interrupt: AbortSignal;
  /** Waits; rejects when `interrupt` is aborted. */
  pause(ms: number): Promise<void>;
}
