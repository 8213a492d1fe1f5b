const EVERY_MS = 250;

/** Highest resident memory of this process, in bytes, since it was last asked for. */
export class MemoryWatch {
  #peak = 0;

  constructor() {
    setInterval(() => this.#sample(), EVERY_MS).unref();
  }

  takePeak(): number {
    this.#sample();
    const peak = this.#peak;
    this.#peak = 0;
    return peak;
  }

  #sample(): void {
    this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
  }
}

/** Highest resident memory since the process was started, in bytes, as the operating system counted it. */
export function peakOfProcess(): number {
  return process.resourceUsage().maxRSS * 1024;
}
