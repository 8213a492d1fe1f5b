import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate as turn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Pace } from '../../src/hubspot/pace.ts';

/** Time that passes only by waiting, for pacing without sleeping. */
export interface VirtualPace extends Pace {
  /** How long was asked to be waited, ms, in the order asked. */
  readonly waits: readonly number[];
  /** Lets time pass with nobody waiting. */
  pass(ms: number): void;
}

/** The wall clock at virtual time 0: 2026-11-23T10:00:00Z. */
const EPOCH = Date.UTC(2026, 10, 23, 10);

interface Sleeper {
  readonly until: number;
  readonly isIdle: boolean;
  readonly wake: () => void;
}

/** Turns of the event loop without a request under way, before time moves on: code may still be about to send one. */
const QUIET_TURNS = 8;

const carriesRequest = z.looseObject({ request: z.custom<object>((value) => typeof value === 'object') });

/**
 * Virtual time, in milliseconds from 0. It jumps to the next moment somebody waits for, but never while an HTTP request
 * of this process is under way: a request takes no time. Who idles moves no time. Ends with the test.
 */
export function virtualPace(): VirtualPace {
  let now = 0;
  let moving = false;
  let sleepers: Sleeper[] = [];
  const waits: number[] = [];
  const isBusy = watchRequests();

  async function move(): Promise<void> {
    moving = true;
    while (sleepers.some(({ isIdle }) => !isIdle)) {
      for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
        await turn();
        if (isBusy()) quiet = -1;
      }
      now = Math.max(now, Math.min(...sleepers.map(({ until }) => until)));
      const awake = sleepers.filter(({ until }) => until <= now);
      sleepers = sleepers.filter(({ until }) => until > now);
      for (const { wake } of awake) wake();
    }
    moving = false;
  }

  function sleep(ms: number, isIdle: boolean): Promise<void> {
    return new Promise((wake) => {
      sleepers.push({ until: now + ms, isIdle, wake });
      if (!moving) void move();
    });
  }

  return {
    elapsed: () => now,
    wall: () => EPOCH + now,
    wait(ms) {
      waits.push(ms);
      return sleep(ms, false);
    },
    idle: (ms) => sleep(ms, true),
    waits,
    pass(ms) {
      now += ms;
    },
  };
}

/** Whether a request of `fetch` is under way, by what undici itself announces. */
function watchRequests(): () => boolean {
  const underWay = new Set<object>();
  const begin = (message: unknown) => underWay.add(carriesRequest.parse(message).request);
  const end = (message: unknown) => underWay.delete(carriesRequest.parse(message).request);
  subscribe('undici:request:create', begin);
  subscribe('undici:request:trailers', end);
  subscribe('undici:request:error', end);
  onTestFinished(() => {
    unsubscribe('undici:request:create', begin);
    unsubscribe('undici:request:trailers', end);
    unsubscribe('undici:request:error', end);
  });
  return () => underWay.size > 0;
}
