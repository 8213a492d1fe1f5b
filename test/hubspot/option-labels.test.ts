import { expect, test } from 'vitest';
import type { NeededProperty } from '../../src/hubspot/definitions.ts';
import { mergedOptions } from '../../src/hubspot/property-options.ts';

const NEEDED: NeededProperty = {
  name: 'rekisteri_consent_channels',
  label: 'Suostumukset',
  description: '',
  type: 'enumeration',
  fieldType: 'checkbox',
  options: [
    { value: '1', label: 'Uutiskirje' },
    { value: '2', label: 'Kutsut' },
  ],
};

const labels = (needed: NeededProperty, ...there: [value: string, label: string, hidden?: boolean][]) => {
  const options = there.map(([value, label, hidden = false], displayOrder) => ({ value, label, hidden, displayOrder }));
  const { name, label, type, description } = needed;
  return mergedOptions(needed, { name, label, type, description, options }).map((option) => option.label);
};

test('an option of ours keeps its label, and one that somebody else gave the same label is told apart', () => {
  expect(labels(NEEDED, ['9', 'Uutiskirje'])).toEqual(['Uutiskirje (9)', 'Uutiskirje', 'Kutsut']);
});

test('a hidden option gives way to one that can be chosen', () => {
  const hiding = { ...NEEDED, options: [...NEEDED.options, { value: '3', label: 'Kutsut', hidden: true }] };
  expect(labels(hiding, ['3', 'Kutsut'], ['2', 'Muu'])).toEqual(['Kutsut (3)', 'Kutsut', 'Uutiskirje']);
});

test('two of ours with one label are both told apart, and stay as they are the next time', () => {
  const alike = { ...NEEDED, options: NEEDED.options.map(({ value }) => ({ value, label: 'Kutsut' })) };
  expect(labels(alike)).toEqual(['Kutsut (1)', 'Kutsut (2)']);
  expect(labels(alike, ['1', 'Kutsut (1)'], ['2', 'Kutsut (2)'])).toEqual(['Kutsut (1)', 'Kutsut (2)']);
});

test('labels that differ are left as they are', () => {
  expect(labels(NEEDED, ['9', 'Muu', true])).toEqual(['Muu', 'Uutiskirje', 'Kutsut']);
});
