import { describe, expect, it } from 'vitest';
import { rememberCompanies, rememberContacts } from '../../src/effects/remember.ts';
import { retryKey } from '../../src/remembered/retry-key.ts';
import { freshState, NONE } from '../support/fresh-state.ts';
import { CALL, DONE, FAILED, GONE, lookedAtCompany, lookedAtContact, UNREAD } from '../support/looked-at.ts';

describe('what is to be tried again', () => {
  it('is whatever could not be decided or written', async () => {
    const { context, retries } = await freshState();
    await rememberContacts(
      context,
      [
        lookedAtContact({ id: '101', own: UNREAD }),
        lookedAtContact({ id: '102', own: CALL }, { fate: FAILED }),
        lookedAtContact({ id: '103', own: CALL }),
        lookedAtContact({ id: '104', own: UNREAD }, { fate: FAILED }),
        lookedAtContact({ id: '105', own: UNREAD }, { fate: GONE }),
        lookedAtContact({ id: '106', holdUntil: 'not a date' }, { fate: DONE }),
      ],
      NONE,
    );
    await rememberCompanies(
      context,
      [
        lookedAtCompany({ id: '201', clock: UNREAD }),
        lookedAtCompany({ id: '202' }, { fate: FAILED }),
        lookedAtCompany({ id: '203' }),
        lookedAtCompany({ id: '204', clock: UNREAD }, { fate: GONE }),
      ],
      NONE,
    );
    expect(await retries()).toEqual([
      'companies|201',
      'companies|202',
      'contacts|101',
      'contacts|102',
      'contacts|104',
      'contacts|106',
    ]);
  });

  it('is done when it was decided and written, or is gone', async () => {
    const { context, retries, toRetry } = await freshState();
    const asked = await toRetry('contacts|101', 'contacts|102', 'contacts|103', 'companies|101', 'companies|201');
    await rememberContacts(
      context,
      [
        lookedAtContact({ id: '101' }),
        lookedAtContact({ id: '102' }, { fate: GONE }),
        lookedAtContact({ id: '103' }, { fate: FAILED }),
      ],
      asked,
    );
    expect(await retries()).toEqual(['companies|101', 'companies|201', 'contacts|103']);
    await rememberCompanies(context, [lookedAtCompany({ id: '201' }, { fate: DONE })], asked);
    expect(await retries()).toEqual(['companies|101', 'contacts|103']);
  });

  it('stays when nobody looked at it', async () => {
    const { context, retries, toRetry } = await freshState();
    const asked = await toRetry('contacts|999');
    await rememberContacts(context, [lookedAtContact()], asked);
    expect(await retries()).toEqual(['contacts|999']);
  });

  it('has keys by kind and id', () => {
    expect([retryKey({ kind: 'contacts', id: '101' }), retryKey({ kind: 'companies', id: '201' })]).toEqual([
      'contacts|101',
      'companies|201',
    ]);
  });
});
