import type { HeldValues } from './difference.ts';

/** What a property holds, without the white space that people leave around it; empty when it holds nothing else. */
export function textOf(values: HeldValues, property: string): string {
  return values[property]?.trim() ?? '';
}

/** Whether a yes-or-no property says yes: `true` and nothing else, for consents and for opt-outs alike (notice §6). */
export function isTrue(values: HeldValues, property: string): boolean {
  return textOf(values, property) === 'true';
}
