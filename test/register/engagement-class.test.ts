import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssociatedWith, classOf, OTHER_KINDS } from '../../src/register/engagement-class.ts';

const PERSON = new Set(['101', '95']);
const with_ = (changes: Partial<AssociatedWith> = {}): AssociatedWith => ({
  contacts: ['101'],
  companies: [],
  deals: [],
  tickets: [],
  ...changes,
});

describe('the class of an engagement', () => {
  it.each([
    ['this person alone', with_(), 'exclusive'],
    ['an id that was merged into this person', with_({ contacts: ['101', '95'] }), 'exclusive'],
    ['that id alone', with_({ contacts: ['95'] }), 'exclusive'],
    ['a company', with_({ companies: ['201'] }), 'company'],
    ['several companies', with_({ companies: ['201', '202'] }), 'company'],
    ['somebody else', with_({ contacts: ['101', '102'] }), 'shared'],
    ['somebody else and a company', with_({ contacts: ['102', '101'], companies: ['201'] }), 'shared'],
    ['a deal', with_({ deals: ['1'] }), 'shared'],
    ['a ticket', with_({ tickets: ['1'], companies: ['201'] }), 'shared'],
    ['this person no more', with_({ contacts: ['102'] }), 'unread'],
    ['nobody any more', with_({ contacts: [] }), 'unread'],
  ] as const)('with %s', (_, associated, expected) => {
    expect(classOf(PERSON, associated)).toBe(expected);
  });

  const ids = fc.array(fc.constantFrom('101', '95', '102', '103'), { maxLength: 3 });
  const associated = fc.record({ contacts: ids, companies: ids, deals: ids, tickets: ids });

  it('is unread as soon as one kind could not be read', () => {
    fc.assert(
      fc.property(associated, fc.constantFrom(...OTHER_KINDS), (all, kind) => {
        expect(classOf(PERSON, { ...all, [kind]: undefined })).toBe('unread');
      }),
    );
  });

  it('is never one whose text is overwritten when anybody or anything but companies is named besides', () => {
    fc.assert(
      fc.property(associated, (all) => {
        const others = all.contacts.filter((id) => !PERSON.has(id)).length + all.deals.length + all.tickets.length;
        if (others > 0) expect(['shared', 'unread']).toContain(classOf(PERSON, all));
      }),
    );
  });
});
