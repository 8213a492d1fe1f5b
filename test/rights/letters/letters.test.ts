import { beforeAll, describe, expect, test } from 'vitest';
import { hindranceTo, letterCalledFor } from '../../../src/rights/letters/called-for.ts';
import { LETTER_LANGUAGES } from '../../../src/rights/letters/letter-files.ts';
import type { LetterTemplates } from '../../../src/rights/letters/load-templates.ts';
import { letterView } from '../../../src/rights/letters/view.ts';
import { addresseesOf } from '../../../src/rights/letters/addressee.ts';
import { processorCode } from '../../../src/rights/requests/duties.ts';
import {
  type DecidedItem,
  LETTERS,
  type Letter,
  type PersonRequest,
  REQUEST_KINDS,
} from '../../../src/rights/requests/request.ts';
import { lettersIn } from '../../support/own-letters.ts';
import { policyWith } from '../../support/policy.ts';
import { requestOf } from '../../support/request-samples.ts';

const policy = policyWith();
let templates: LetterTemplates;

beforeAll(async () => {
  templates = await lettersIn();
});

const item = (subject: string, more: Partial<DecidedItem> = {}): DecidedItem => ({
  subject,
  outcome: 'granted',
  ground: null,
  statute: null,
  until: null,
  proofRef: null,
  ...more,
});
const refused = (subject: string, ground: string, more: Partial<DecidedItem> = {}) =>
  item(subject, { outcome: 'refused', ground, ...more });
const decided = (...items: DecidedItem[]): Partial<PersonRequest> => ({
  state: 'executing',
  identity: { how: 'call_back', by: 'one', at: '2026-11-23T09:30:00.000Z' },
  decision: { items, by: 'one', at: '2026-11-24T09:30:00.000Z', on: '2026-11-24', proposedBy: null },
});
const copy = { format: 'pdf', at: '2026-11-25T22:30:00.000Z', sha256: 'a', bytes: 1, by: 'one' } as const;
const extended: PersonRequest['extension'] = { reason: 'number', on: '2026-11-24', by: 'one' };
const sent = (letter: Letter): PersonRequest['letters'] => [
  { letter, sentOn: '2026-11-24', by: 'one', at: '2026-11-24T09:30:00.000Z' },
];
const letterOf = (letter: Letter, request: PersonRequest, language: 'fi' | 'en' = 'fi') =>
  templates.fill(letter, language, letterView(request, policy, language)).replaceAll('\\', '');

describe('which letter', () => {
  test.each<[string, Partial<PersonRequest>, Letter | undefined]>([
    ['that has come in', {}, 'receipt'],
    ['of somebody who is asked who they are', { state: 'identifying' }, 'identity'],
    ['that is looked at', { state: 'assessing' }, 'receipt'],
    ['that is looked at and was confirmed', { state: 'assessing', letters: sent('receipt') }, undefined],
    ['that was extended', { state: 'assessing', extension: extended }, 'extension'],
    ['that was extended and told', { state: 'received', extension: extended, letters: sent('extension') }, 'receipt'],
    ['that was granted', { ...decided(item('contact:101')), disclosed: [copy] }, 'answer'],
    [
      'that was granted in part',
      { ...decided(item('contact:101'), refused('notes:1', 'rights_of_others')), disclosed: [copy] },
      'answer',
    ],
    ['that was refused', decided(refused('contact:101', 'legal_claims')), 'refusal'],
    ['of nobody', { ...decided(), contactIds: [] }, 'answer'],
    ['that ended refused', { ...decided(refused('contact:101', 'legal_claims')), state: 'refused' }, 'refusal'],
    [
      'that restricts',
      { ...decided(item('contact:101')), kind: 'restriction', state: 'answered', endedAt: copy.at },
      'lifting',
    ],
    ['that is answered', { ...decided(item('contact:101')), state: 'answered', endedAt: copy.at }, 'answer'],
    ['of somebody who never was identified', { state: 'expired' }, 'refusal'],
    ['that was withdrawn', { state: 'withdrawn' }, undefined],
  ])('a request %s calls for', (_, difference, letter) => {
    const request = requestOf(difference);
    expect(letterCalledFor(request)).toBe(letter);
    if (letter !== undefined) expect(hindranceTo(request, policy, letter)).toBeUndefined();
  });

  test.each<[Letter, string, Partial<PersonRequest>, string]>([
    ['receipt', 'a request that has ended', { ...decided(item('contact:101')), state: 'answered' }, 'ended'],
    ['identity', 'somebody who is identified', decided(item('contact:101')), 'identified'],
    ['identity', 'a request that has ended', { state: 'expired' }, 'ended'],
    ['extension', 'a request that is not extended', {}, 'not_extended'],
    ['answer', 'a request that is not decided', { state: 'assessing' }, 'not_decided'],
    ['answer', 'a request that is refused', decided(refused('contact:101', 'legal_claims')), 'all_refused'],
    [
      ...(['answer', 'an erasure before its list'] as const),
      { ...decided(item('contact:101')), kind: 'erasure', state: 'awaiting_approval' },
      'not_carried_out',
    ],
    ['answer', 'access before a copy was given', decided(item('contact:101')), 'not_carried_out'],
    ['refusal', 'a request that is not decided', {}, 'not_decided'],
    ['refusal', 'a request that is granted in part', decided(item('contact:101')), 'not_all_refused'],
    ['lifting', 'a request of another kind', { ...decided(item('contact:101')), state: 'answered' }, 'no_restriction'],
    [
      'lifting',
      'a restriction that is not set yet',
      { ...decided(item('contact:101')), kind: 'restriction' },
      'no_restriction',
    ],
    ['receipt', 'a request that was withdrawn', { state: 'withdrawn' }, 'withdrawn'],
  ])('%s of %s is not written', (letter, _, difference, why) => {
    expect(hindranceTo(requestOf(difference), policy, letter)).toBe(why);
  });
});

test('every letter of every kind, outcome and language can be filled, and nothing in it is left unfilled', () => {
  const outcomes = [
    [],
    [item('contact:101')],
    [refused('contact:101', 'legal_obligation', { statute: 'KPL 2:10', until: '2032-12-31' })],
    [item('contact:101'), refused('notes:5512', 'rights_of_others'), refused('property:email', 'still_needed')],
  ];
  for (const kind of REQUEST_KINDS)
    for (const items of outcomes)
      for (const letter of LETTERS)
        for (const language of LETTER_LANGUAGES) {
          const more = { kind, extension: extended, contactIds: items.length === 0 ? [] : ['101'] };
          const text = letterOf(letter, requestOf({ ...decided(...items), ...more }), language);
          expect(text, `${kind} ${letter} ${language}`).toMatch(/^# \S/);
          expect(text).not.toMatch(/\{\{|\{%|\bnull\b|undefined|object Object|NaN|\bInvalid\b/);
          // Dates and the words of another language would be a slip of a template.
          expect(/\bpyyntö/i.test(text)).toBe(language === 'fi');
        }
});

test('a refusal names each thing, its ground, statute and end, the authority and the court', () => {
  const request = requestOf({
    kind: 'erasure',
    ...decided(
      refused('contact:101', 'legal_obligation', { statute: 'KPL 2:10', until: '2032-12-31' }),
      refused('notes:5512', 'legal_claims'),
      refused('property:email', 'still_needed'),
    ),
  });
  const text = letterOf('refusal', request);
  expect(text).toContain('**Kaikki tietosi.** Meidän on lain mukaan säilytettävä nämä tiedot');
  expect(text).toContain('Säännös: KPL 2:10. Säilytämme tiedot 31.12.2032 asti.');
  expect(text).toContain('**Muistiinpano 5512.** Tarvitsemme tietoja oikeusvaateen');
  expect(text).toContain('**Sähköpostiosoite.** Tarvitsemme tietoja edelleen');
  expect(text).toContain('Tietosuojavaltuutetun toimisto\nPL 800, 00531 Helsinki');
  expect(text).toContain('tuomioistuimen');
  expect(letterOf('refusal', request, 'en')).toMatch(/31 December 2032.*Office of the Data Protection Ombudsman/s);
});

test('whoever was never identified is told so, with the remedy', () => {
  const text = letterOf('refusal', requestOf({ state: 'identifying' }));
  expect(text).toContain('Emme ole voineet varmistaa, että pyyntö on sinun');
  expect(text).toContain('Tietosuojavaltuutetun toimisto');
});

test('an extension says why and until when, counted from receipt, with the remedy', () => {
  const text = letterOf('extension', requestOf({ receivedOn: '2026-11-30', extension: extended }));
  expect(text).toContain('viimeistään 30.12.2026');
  expect(text).toContain('pyyntöjä on niin paljon');
  expect(text).not.toContain('monimutkainen');
  expect(text).toContain('**Vastaamme sinulle viimeistään 1.3.2027.**');
  expect(text).toContain('Tietosuojavaltuutetun toimisto');
});

test('an answer that is granted in part says both, with ground and remedy; one that is granted needs no remedy', () => {
  const early = { ...copy, at: '2026-11-23T10:00:00.000Z', format: 'json' } as const;
  const whole = letterOf(
    'answer',
    requestOf({
      ...decided(item('contact:101')),
      disclosed: [early, { ...copy, at: '2026-11-24T12:00:00.000Z' }, copy],
    }),
  );
  expect(whole.match(/PDF-tiedosto/g)).toHaveLength(1);
  expect(whole).not.toContain('JSON');
  expect(whole).toMatch(/liitteenä:\s+- PDF-tiedosto, tehty 26\.11\.2026/);
  expect(whole).not.toMatch(/Mitä emme voi tehdä|valvontaviranomais/);
  const part = letterOf('answer', requestOf(decided(item('contact:101'), refused('notes:5512', 'rights_of_others'))));
  expect(part).toContain('liitteenä');
  expect(part).toMatch(/Mitä emme voi tehdä.*Muistiinpano 5512.*toisen ihmisen oikeuksia.*valvontaviranomais/s);
});

test('nobody found is told that nothing is held', () => {
  const text = letterOf('answer', requestOf({ ...decided(), contactIds: [] }));
  expect(text).toContain('Rekisterissä ei ole tietojasi');
  expect(text).not.toContain('liitteenä');
});

test('an answer to an erasure says what is gone, what stays, who is told, and what is still protected', () => {
  const [name = ''] = policy.processors.map((one) => one.name);
  const told = [{ processor: processorCode(name), on: '2026-11-25', by: 'one' }];
  const both: Partial<PersonRequest> = { kind: 'erasure', contactIds: ['101', '102'], recipients: told };
  const granted = decided(item('contact:101'), item('contact:102'));
  const done = letterOf('answer', requestOf({ ...granted, ...both, erased: ['101', '102'] }));
  expect(done).toContain('Olemme poistaneet tietosi rekisteristä.');
  expect(done).toContain('säilytämme 10 vuotta tunnistenumeron');
  const aYear = policyWith({ audit: { keepYears: 1 } });
  const erased = requestOf({ ...granted, ...both, erased: ['101', '102'] });
  const filled = (language: 'fi' | 'en') => templates.fill('answer', language, letterView(erased, aYear, language));
  expect(filled('fi')).toContain('säilytämme 1 vuoden tunnistenumeron');
  expect(filled('en')).toContain('for 1 year. No address');
  expect(done).toContain(`${name}, 25.11.2026`);
  const half = letterOf('answer', requestOf({ ...granted, ...both, erased: ['101'] }));
  expect(half).toContain('Olemme poistaneet osan tiedoistasi.');
  const left = (status: string, reason: string | null) => [{ contactId: '102', listId: 'L', status, reason }];
  const none = letterOf('answer', requestOf({ ...granted, ...both, left: left('protected', 'hold') }));
  expect(none).toContain('Emme ole vielä voineet tehdä sitä');
  expect(none).toMatch(/\*\*Tietue 102\.\*\* Tietoja on toistaiseksi säilytettävä.*valvontaviranomaiselle/s);
  const why = (status: string, reason: string | null) =>
    letterOf('answer', requestOf({ ...granted, ...both, left: left(status, reason) }));
  const held = { contactId: '102', listId: 'L', status: 'protected', reason: 'hold', until: '2029-12-31' };
  const until = letterOf('answer', requestOf({ ...granted, ...both, left: [held] }));
  expect(until).toContain('säilytettävä 31.12.2029 asti');
  expect(why('protected', 'restriction_of_merged')).toContain('käsittelyä on rajoitettu');
  expect(why('protected', 'open_request')).toContain('toinen pyyntö');
  expect(why('excluded', 'mistake')).toContain('Tarkistamme vielä');
  expect(why('protected', 'unread')).toContain('Emme ole vielä voineet tarkistaa kaikkea');
});

test('what the policy says of a ground and an authority stands before what the program has', () => {
  const own = policyWith({
    requests: { grounds: ['own_ground'], groundTexts: { own_ground: { fi: 'Oma syy.', en: null } } },
    complaint: { name: 'Integritetsskyddsmyndigheten', email: 'imy@imy.se' },
  });
  const request = requestOf(decided(refused('contact:101', 'own_ground')));
  const text = templates.fill('refusal', 'fi', letterView(request, own, 'fi'));
  expect(text).toContain('Oma syy');
  expect(text).toContain('Integritetsskyddsmyndigheten');
  expect(text).not.toContain('PL 800');
});

describe('to whom a letter goes', () => {
  const person = (more: Record<string, string | null>) => ({ firstname: 'Aino', lastname: 'Ääri', ...more });

  test.each([
    ['nobody', [], []],
    [
      'a postal address',
      [person({ address: 'Tie 1', zip: '00100', city: 'Helsinki', country: 'Suomi', email: 'a@b.fi' })],
      [['Aino Ääri', 'Tie 1', '00100 Helsinki', 'Suomi']],
    ],
    [
      'an e-mail address where there is no street',
      [person({ city: 'Oulu', email: 'a@b.fi' })],
      [['Aino Ääri', 'a@b.fi']],
    ],
    ['a name alone', [person({})], [['Aino Ääri']]],
    ['an address without a name', [{ email: 'a@b.fi' }, { email: 'c@b.fi' }], [['a@b.fi'], ['c@b.fi']]],
    ['nothing at all', [{ email: ' ' }], []],
    [
      'two contacts of one person',
      [person({ email: 'a@b.fi' }), person({ lastname: 'ÄÄRI', address: 'Tie 1' })],
      [['Aino Ääri', 'Tie 1']],
    ],
    [
      'two names',
      [person({ email: 'a@b.fi' }), person({ lastname: 'Niemi' })],
      [['Aino Ääri', 'a@b.fi'], ['Aino Niemi']],
    ],
  ])('%s', (_, people, addressees) => {
    expect(addresseesOf(people)).toEqual(addressees);
  });
});
