import type { DateTime } from 'luxon';

/** An instant by the clocks of its zone; of an hour that is there twice, where clocks go back, also which of the two it is. */
export function localTime(at: DateTime, format: string): string {
  const isTwice = at.getPossibleOffsets().length > 1;
  return at.toFormat(isTwice ? `${format} '(UTC'Z')'` : format);
}
