import { describe, expect, test } from 'vitest';
import { addRecord } from '../../../local/simulator/change.ts';
import { readTextProperties } from '../../../src/hubspot/engagement-definitions.ts';
import { readTexts } from '../../../src/hubspot/erase/texts.ts';
import { handmadeHubSpot } from '../../support/handmade-hubspot.ts';
import { simulatedHubSpot } from '../../support/simulated-hubspot.ts';

const createdAt = '2020-01-01T00:00:00.000Z';
const BODY = { name: 'hs_note_body', blank: '[poistettu]', isReadOnly: false };
const record = (properties: unknown) => ({ body: { results: [{ id: '1', properties, archived: false }] } });

describe('text properties of engagements', () => {
  test('are held against the account: words are overwritten with a word, all else is cleared, and some nobody may change', async () => {
    const { access } = await simulatedHubSpot();
    const names = [
      'hs_call_title',
      'hs_call_to_number',
      'hs_call_recording_url',
      'hs_call_duration',
      'hs_body_preview',
      'hs_none',
    ];
    expect(await readTextProperties(access, 'calls', names)).toEqual({
      missing: ['hs_none'],
      unnamed: [],
      held: [
        { name: 'hs_call_title', blank: '[poistettu]', isReadOnly: false },
        { name: 'hs_call_to_number', blank: '', isReadOnly: false },
        { name: 'hs_call_recording_url', blank: '', isReadOnly: false },
        { name: 'hs_call_duration', blank: '', isReadOnly: false },
        { name: 'hs_body_preview', blank: '[poistettu]', isReadOnly: true },
      ],
    });
  });

  test('of which HubSpot says no more than the name are taken for words that can be changed', async () => {
    const { access } = await handmadeHubSpot(() => ({ body: { results: [{ name: 'hs_note_body', type: 7 }] } }));
    expect((await readTextProperties(access, 'notes', ['hs_note_body'])).held).toEqual([BODY]);
  });

  test('a list of definitions that is not complete is no answer', async () => {
    const { access } = await handmadeHubSpot(() => ({ body: { results: [], paging: { next: { after: '1' } } } }));
    await expect(readTextProperties(access, 'notes', ['hs_note_body'])).rejects.toMatchObject({
      code: 'unexpected_answer',
    });
  });
});

describe('what an engagement holds', () => {
  test.each([
    ['nothing', {}, {}],
    ['an empty text', { hs_note_body: '' }, {}],
    ['what it was overwritten with', { hs_note_body: '[poistettu]' }, {}],
    ['text', { hs_note_body: 'Aino' }, { hs_note_body: '[poistettu]' }],
    ['text around the word', { hs_note_body: '[poistettu] Aino' }, { hs_note_body: '[poistettu]' }],
  ] as const)('%s', async (_, properties, blanks) => {
    const { access, account } = await simulatedHubSpot();
    addRecord(account, 'notes', { id: '1', properties: { ...properties }, createdAt });
    const texts = await readTexts(access, 'notes', ['1'], [BODY], 'live');
    expect(texts.get('1')).toEqual({ kind: 'there', blanks, stays: [] });
  });

  test('is not known where an answer leaves out a property, or shows it otherwise than documented', async () => {
    for (const properties of [{}, { hs_note_body: 7 }, 'x']) {
      const { access } = await handmadeHubSpot(() => record(properties));
      expect((await readTexts(access, 'notes', ['1'], [BODY], 'live')).get('1')).toMatchObject({ kind: 'unread' });
    }
  });
});
