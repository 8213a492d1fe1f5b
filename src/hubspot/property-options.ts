import type { HeldProperty } from './answers.ts';
import type { NeededOption, NeededProperty } from './definitions.ts';

type Option = ReturnType<typeof optionOf>;

/**
 * The options that a property should have: those it has, in the account's own order, with our labels; then those it
 * lacks. None is ever removed, for it may be in use. HubSpot takes no label twice, so of several with one label only the
 * one that is ours and can be chosen keeps it as it is.
 */
export function mergedOptions(needed: NeededProperty, held: HeldProperty | undefined): Option[] {
  const wanted = new Map(needed.options.map((option) => [option.value, option]));
  const there = heldOptions(held).map((option) => {
    const ours = wanted.get(option.value);
    if (ours === undefined) return needed.hidesOtherOptions ? { ...option, hidden: true } : option;
    return { ...option, label: ours.label, hidden: ours.hidden ?? false };
  });
  const next = Math.max(-1, ...there.map(({ displayOrder }) => displayOrder)) + 1;
  const missing = needed.options.filter(
    ({ value, hidden }) => !hidden && there.every((option) => option.value !== value),
  );
  const all = [...there, ...missing.map((option, index) => optionOf(option, next + index))];
  return withDistinctLabels(inPlace(all), wanted);
}

function withDistinctLabels(options: readonly Option[], ours: ReadonlyMap<string, unknown>): Option[] {
  const rank = ({ value, hidden }: Option) => (hidden ? 0 : ours.has(value) ? 2 : 1);
  return options.map((option) => {
    const rivals = options.filter((other) => other !== option && other.label === option.label);
    if (rivals.every((rival) => rank(rival) < rank(option))) return option;
    return { ...option, label: `${option.label} (${option.value})` };
  });
}

/** The options that a property has, in order. */
export function heldOptions(held: HeldProperty | undefined): Option[] {
  const options = (held?.options ?? []).map(({ value, label, displayOrder, hidden, description }, index) => ({
    ...(description ? { description } : {}),
    value,
    label,
    displayOrder: displayOrder ?? index,
    hidden: hidden ?? false,
  }));
  return inPlace(options);
}

/** As HubSpot shows them: options with a negative order come after all others. */
function inPlace(options: readonly Option[]): Option[] {
  const place = ({ displayOrder }: Option) => (displayOrder < 0 ? Number.MAX_SAFE_INTEGER : displayOrder);
  return [...options].sort((a, b) => place(a) - place(b));
}

function optionOf({ value, label }: NeededOption, displayOrder: number) {
  return { value, label, displayOrder, hidden: false };
}
