import { describe, expect, it } from 'vitest';
import type { AccessRule } from '../../src/http/access-rule.ts';
import { authorise } from '../../src/http/authorise.ts';
import type { Caller } from '../../src/http/caller.ts';
import type { Role } from '../../src/http/roles.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

const person = (...roles: Role[]): Caller => ({ kind: 'person', actor: 'somebody', roles: new Set(roles) });
const application = (...roles: Role[]): Caller => ({ ...person(...roles), kind: 'application' });
const KEY: Caller = { kind: 'key', actor: 'key', roles: new Set(['admin']) };

/** How a section that only people may enter declares itself. */
const LIST: AccessRule = {
  mayCall: { POST: ['officer'], DELETE: ['officer', 'admin'] },
  personRequired: true,
};

/** `may`, or why not. */
function outcome(caller: Caller, rule: AccessRule, method: string, { crossSite = false, trusted = true } = {}) {
  const result = authorise(caller, rule, { method, crossSite }, trusted);
  return result.kind === 'forbidden' ? result.reason : result === caller ? 'may' : 'something else';
}

const outcomes = (caller: Caller, rule: AccessRule, methods = METHODS) =>
  methods.map((method) => outcome(caller, rule, method));

describe('unless a function says otherwise', () => {
  it('administrators and the key may everything', () => {
    for (const caller of [person('admin'), application('admin'), person('auditor', 'admin'), KEY])
      expect(outcomes(caller, {})).toEqual(['may', 'may', 'may', 'may', 'may']);
  });

  it('officers and auditors may look and no more', () => {
    for (const caller of [person('officer'), person('auditor'), application('auditor'), person('officer', 'auditor')])
      expect(outcomes(caller, {}, [...METHODS, 'HEAD', 'get'])).toEqual(['may', ...Array(6).fill('role_insufficient')]);
  });

  it('somebody without a role may nothing', () => {
    expect(outcomes(person(), {})).toEqual(Array(5).fill('role_missing'));
  });
});

describe('a function that says who may call', () => {
  it('is open to the roles it names for a method, and as any other for the methods it does not name', () => {
    const methods = ['GET', 'POST', 'DELETE', 'PATCH'];
    const [may, no] = ['may', 'role_insufficient'];
    expect(outcomes(person('officer'), LIST, methods)).toEqual([may, may, may, no]);
    expect(outcomes(person('admin'), LIST, methods)).toEqual([may, no, may, may]);
    expect(outcomes(person('auditor'), LIST, methods)).toEqual([may, no, no, no]);
    expect(outcomes(person('admin', 'officer'), LIST, methods)).toEqual([may, may, may, may]);
  });

  it('names the roles that would do', () => {
    const refused = authorise(person('auditor'), LIST, { method: 'DELETE', crossSite: false }, true);
    expect(refused).toEqual({
      kind: 'forbidden',
      actor: 'somebody',
      reason: 'role_insufficient',
      needed: ['officer', 'admin'],
    });
  });

  it('may want a person: neither a key nor an application will do, whatever its role', () => {
    for (const caller of [KEY, application('officer'), application('admin', 'officer')])
      expect(outcomes(caller, LIST)).toEqual(Array(5).fill('person_required'));
    expect(outcome(KEY, { mayCall: { POST: ['officer'] } }, 'POST')).toBe('role_insufficient');
  });

  it('is closed to everybody where nobody can be believed to be a person', () => {
    for (const caller of [KEY, application('officer'), person('officer'), person()])
      for (const method of METHODS) expect(outcome(caller, LIST, method, { trusted: false })).toBe('only_in_azure');
    expect(outcome(person('officer'), {}, 'GET', { trusted: false })).toBe('may');
  });
});

it('nobody may what another site asks of their browser', () => {
  for (const caller of [KEY, person('admin'), person()])
    expect(outcome(caller, {}, 'POST', { crossSite: true })).toBe('cross_site');
});

it('who is refused already stays refused', () => {
  const stranger = { kind: 'unauthenticated', reason: 'principal_missing' } as const;
  expect(authorise(stranger, LIST, { method: 'GET', crossSite: true }, false)).toBe(stranger);
});
