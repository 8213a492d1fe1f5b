/** A request as it went out; times by the wall clock. */
export interface Sent {
  readonly sentAt: number;
  answeredAt: number | undefined;
}

/** The requests that this process sent lately against one limit. */
export class SentLog {
  readonly #keptMs: number;
  #requests: Sent[] = [];

  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  add(now: number): Sent {
    if ((this.#requests[0]?.answeredAt ?? now) < now - 2 * this.#keptMs)
      this.#requests = this.#requests.filter(({ answeredAt = now }) => answeredAt >= now - this.#keptMs);
    const request = { sentAt: now, answeredAt: undefined };
    this.#requests.push(request);
    return request;
  }

  /** How many were sent after `from`. */
  since(from: number): number {
    let count = 0;
    while ((this.#requests.at(-1 - count)?.sentAt ?? from) > from) count += 1;
    return count;
  }

  /** How many HubSpot can have counted after `from`: all that were not answered before. */
  countedSince(from: number): number {
    return this.#requests.filter(({ answeredAt }) => answeredAt === undefined || answeredAt >= from).length;
  }
}
