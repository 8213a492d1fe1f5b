import { type AzureType, at, is } from './azure-types.ts';

/** Why a number is out of the range of a type. */
export function faultsOfNumber(value: number, type: AzureType): string[] {
  if (!is(type, 'IntegerType')) return [];
  const { minValue = value, maxValue = value } = type.raw;
  if (value < minValue) return [`is ${value}, and must be at least ${minValue}`];
  return value > maxValue ? [`is ${value}, and must be at most ${maxValue}`] : [];
}

/** Why a text is none of a type: by its words, its length, its pattern. */
export function faultsOfText(value: string, type: AzureType): string[] {
  const words = wordsOf(type);
  // Azure lets unknown words through that a later version may know; here one that its types do not know is a slip.
  if (words.length > 0)
    return words.includes(value)
      ? []
      : [`is '${value}', which is none of ${words.map((word) => `'${word}'`).join(', ')}`];
  if (!is(type, 'StringType')) return [];
  const { minLength = 0, maxLength = value.length, pattern } = type.raw;
  const faults = [];
  if (value.length < minLength || value.length > maxLength)
    faults.push(`is '${value}', of ${value.length} characters: ${minLength} to ${maxLength} are allowed`);
  if (pattern !== undefined && !new RegExp(pattern).test(value))
    faults.push(`is '${value}', which does not match ${pattern}`);
  return faults;
}

function wordsOf(type: AzureType): string[] {
  if (is(type, 'StringLiteralType')) return [type.raw.value];
  if (!is(type, 'UnionType')) return [];
  return type.raw.elements.flatMap((index) => wordsOf(at(type, index)));
}
