import { describe, expect, it } from 'vitest';
import { authorise, identify } from '../../src/http/authorise.ts';
import {
  base64,
  LONG_OBJECT_ID,
  LONG_ROLE,
  LONG_TENANT,
  OBJECT_ID,
  OTHER_TENANT,
  principal,
  TENANT,
  withRoles,
} from '../support/principals.ts';

const ON = { authentication: true, tenantId: TENANT };
const ANY_TENANT = { authentication: true, tenantId: undefined };
const ADMIN = [['roles', 'Register.Admin']] as const;
const MINE = ['oid', OBJECT_ID] as const;
const OTHER_ID = '11111111-2222-3333-4444-555555555555';

describe('with App Service Authentication', () => {
  it.each([
    ['nobody', null, 'principal_missing'],
    ['an empty header', '', 'principal_missing'],
    ['garbage', '%%%', 'principal_undecodable'],
    ['the letters of base64url', 'eyJhIjoi-_8ifQ', 'principal_undecodable'],
    ['two headers', `${withRoles('Register.Admin')}, ${withRoles('Register.Admin')}`, 'principal_undecodable'],
    ['base64 of no JSON', Buffer.from('Register.Admin').toString('base64'), 'principal_undecodable'],
    ['base64 of broken UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]).toString('base64'), 'principal_undecodable'],
    ['JSON that is no principal', base64(['aad']), 'principal_undecodable'],
    ['null', base64(null), 'principal_undecodable'],
    ['claims that are none', base64({ auth_typ: 'aad', claims: 'roles' }), 'principal_undecodable'],
    ['a claim that is no text', base64({ auth_typ: 'aad', claims: [{ typ: 'oid', val: 1 }] }), 'principal_undecodable'],
    ['no identity provider', base64({ claims: [] }), 'principal_undecodable'],
    ['a huge header', principal({ more: [...ADMIN, ['x', 'x'.repeat(40_000)]] }), 'principal_undecodable'],
    ['another identity provider', principal({ auth_typ: 'google', more: ADMIN }), 'other_identity_provider'],
    ['the provider in capitals', principal({ auth_typ: 'AAD', more: ADMIN }), 'other_identity_provider'],
    ['no object id', principal({ objectId: [], more: ADMIN }), 'object_id_missing'],
    ['an object id that is a name', principal({ objectId: [['oid', 'aino']], more: ADMIN }), 'object_id_missing'],
    ['two object ids', principal({ objectId: [MINE, [LONG_OBJECT_ID, OTHER_ID]], more: ADMIN }), 'object_id_missing'],
  ])('%s is not signed in', (_what, header, reason) => {
    expect(identify(ON, header)).toEqual({ kind: 'unauthenticated', reason });
  });

  it.each([
    ['another tenant', principal({ tenant: [['tid', OTHER_TENANT]], more: ADMIN }), 'other_tenant'],
    ['no tenant', principal({ tenant: [], more: ADMIN }), 'other_tenant'],
    [
      'two tenants',
      principal({
        tenant: [
          ['tid', TENANT],
          [LONG_TENANT, OTHER_TENANT],
        ],
        more: ADMIN,
      }),
      'other_tenant',
    ],
    ['no role', principal(), 'role_missing'],
    ['another role', withRoles('Admin', 'register.admin', 'Register.Admin.X'), 'role_missing'],
    ['a role under another name', principal({ more: [['groups', 'Register.Admin']] }), 'role_missing'],
    ['a role under an empty name', principal({ role_typ: '', more: [['', 'Register.Admin']] }), 'role_missing'],
  ])('somebody with %s may not call', (_what, header, reason) => {
    expect(identify(ON, header)).toEqual({ kind: 'forbidden', actor: OBJECT_ID, reason });
  });

  it.each([
    ['roles', withRoles('Register.Admin')],
    ['roles, with another role_typ', principal({ role_typ: 'r', more: ADMIN })],
    ['roles, without role_typ', principal({ role_typ: null, more: ADMIN })],
    ['the long name', principal({ more: [[LONG_ROLE, 'Register.Admin']] })],
    ['the name that role_typ says', principal({ role_typ: 'r', more: [['r', 'Register.Admin']] })],
    ['one of several roles', withRoles('Other', 'Register.Auditor', 'Register.Admin')],
    ['the tenant under its long name', principal({ tenant: [[LONG_TENANT, TENANT.toUpperCase()]], more: ADMIN })],
    ['the object id under its long name', principal({ objectId: [[LONG_OBJECT_ID, OBJECT_ID]], more: ADMIN })],
    [
      'the object id under both, in capitals',
      principal({ objectId: [MINE, [LONG_OBJECT_ID, OBJECT_ID.toUpperCase()]], more: ADMIN }),
    ],
  ])('an administrator is known by %s', (_how, header) => {
    const caller = { kind: 'authorised', actor: OBJECT_ID, role: 'admin' };
    expect(identify(ON, header)).toEqual(caller);
    for (const method of ['GET', 'POST', 'DELETE']) expect(authorise(identify(ON, header), method)).toEqual(caller);
  });

  it('an auditor may look and no more', () => {
    const caller = identify(ON, withRoles('Register.Auditor'));
    expect(caller).toEqual({ kind: 'authorised', actor: OBJECT_ID, role: 'auditor' });
    expect(authorise(caller, 'GET')).toEqual(caller);
    for (const method of ['POST', 'DELETE', 'HEAD', 'get'])
      expect(authorise(caller, method)).toEqual({ kind: 'forbidden', actor: OBJECT_ID, reason: 'role_insufficient' });
  });

  it('any tenant will do where none is configured', () => {
    for (const tenant of [[], [['tid', OTHER_TENANT]]] as const)
      expect(identify(ANY_TENANT, principal({ tenant, more: ADMIN }))).toMatchObject({ kind: 'authorised' });
  });
});

describe('without App Service Authentication', () => {
  it.each([null, '', '%%%', principal(), withRoles('Register.Auditor'), withRoles('Register.Admin')])(
    'whoever has the key may everything, whatever they say of themselves (%#)',
    (header) => {
      const caller = { kind: 'authorised', actor: 'key', role: 'admin' };
      expect(authorise(identify({ authentication: false, tenantId: TENANT }, header), 'DELETE')).toEqual(caller);
    },
  );
});
