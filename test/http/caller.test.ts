import { describe, expect, it } from 'vitest';
import { identify } from '../../src/http/caller.ts';
import type { CallerSettings } from '../../src/settings/callers.ts';
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

const ON: CallerSettings = { authentication: true, tenantId: TENANT, localSignIn: undefined, personsTrusted: true };
const ANY_TENANT = { ...ON, tenantId: undefined };
const SECRET = 's'.repeat(43);
const LOCAL = { ...ON, authentication: false, localSignIn: SECRET };

const said = (principal: string | null, localSignIn?: string) =>
  new Headers({
    ...(principal === null ? {} : { 'x-ms-client-principal': principal }),
    ...(localSignIn === undefined ? {} : { 'x-rekisteri-local-sign-in': localSignIn }),
  });
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
    expect(identify(ON, said(header))).toEqual({ kind: 'unauthenticated', reason });
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
  ])('somebody with %s may not call', (_what, header, reason) => {
    expect(identify(ON, said(header))).toEqual({ kind: 'forbidden', actor: OBJECT_ID, reason, needed: [] });
  });

  it.each([
    ['no role', principal()],
    ['another role', withRoles('Admin', 'register.admin', 'Register.Admin.X')],
    ['a role under another name', principal({ more: [['groups', 'Register.Admin']] })],
    ['a role under an empty name', principal({ role_typ: '', more: [['', 'Register.Admin']] })],
    ['a role of another account', withRoles('Register.Officer.toinen', 'Register.Admin.')],
  ])('somebody with %s is known and has none of ours', (_what, header) => {
    expect(identify(ON, said(header), ['balentor'])).toEqual({ kind: 'person', actor: OBJECT_ID, roles: new Set() });
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
    const [caller, more] = [identify(ON, said(header)), { kind: 'person', actor: OBJECT_ID }];
    expect(caller).toMatchObject(more);
    expect(caller).toHaveProperty(
      'roles',
      expect.toSatisfy((roles: ReadonlySet<string>) => roles.has('admin')),
    );
  });

  it('one person may hold several roles, of the account that is asked about or of all', () => {
    const header = said(withRoles('Register.Auditor', 'Register.Officer.balentor', 'Register.Admin.toinen'));
    const rolesIn = (...accounts: string[]) => Object(identify(ON, header, accounts)).roles;
    expect(rolesIn('balentor')).toEqual(new Set(['officer', 'auditor']));
    expect(rolesIn('toinen')).toEqual(new Set(['admin', 'auditor']));
    expect(rolesIn('balentor', 'toinen')).toEqual(new Set(['admin', 'officer', 'auditor']));
    expect(rolesIn()).toEqual(new Set(['auditor']));
  });

  it.each([
    ['app', 'application'],
    ['App', 'application'],
    ['user', 'person'],
  ])('a token with idtyp %s is one of the kind %s', (idtyp, kind) => {
    const header = said(
      principal({
        more: [
          ['roles', 'Register.Officer'],
          ['idtyp', idtyp],
        ],
      }),
    );
    expect(identify(ON, header)).toEqual({ kind, actor: OBJECT_ID, roles: new Set(['officer']) });
  });

  it.each([
    ['the sign-in', [['auth_time', '1795426200']], '2026-11-23T09:30:00.000Z'],
    [
      'the sign-in, not the token',
      [
        ['iat', '1795429800'],
        ['auth_time', '1795426200'],
      ],
      '2026-11-23T09:30:00.000Z',
    ],
    ['the token, where nothing else is told', [['iat', '1795426200']], '2026-11-23T09:30:00.000Z'],
    [
      'the earlier of two',
      [
        ['auth_time', '1795429800'],
        ['auth_time', '1795426200'],
      ],
      '2026-11-23T09:30:00.000Z',
    ],
    [
      'long ago, where it cannot be read',
      [
        ['auth_time', 'now'],
        ['iat', '1795426200'],
      ],
      '1970-01-01T00:00:00.000Z',
    ],
    ['nothing', [], undefined],
  ] as const)('when somebody signed in is told by %s', (_by, claims, expected) => {
    const { signedInAt } = Object(identify(ON, said(principal({ more: [...ADMIN, ...claims] }))));
    expect(signedInAt === undefined ? undefined : new Date(signedInAt).toISOString()).toBe(expected);
  });

  it('a token that says both that it is an application and that it is not is one', () => {
    const header = said(
      principal({
        more: [
          ['idtyp', 'user'],
          ['idtyp', 'app'],
        ],
      }),
    );
    expect(identify(ON, header)).toMatchObject({ kind: 'application' });
  });

  it('any tenant will do where none is configured', () => {
    for (const tenant of [[], [['tid', OTHER_TENANT]]] as const)
      expect(identify(ANY_TENANT, said(principal({ tenant, more: ADMIN })))).toMatchObject({ kind: 'person' });
  });
});

const KEY = { kind: 'key', actor: 'key', roles: new Set(['admin']) };

describe('without App Service Authentication', () => {
  it.each([null, '', '%%%', principal(), withRoles('Register.Auditor'), withRoles('Register.Admin')])(
    'whoever has the key is the key, whatever they say of themselves (%#)',
    (header) => {
      const off = { ...ON, authentication: false };
      expect(identify(off, said(header))).toEqual(KEY);
      // There is no secret to know where there is no local sign-in.
      for (const secret of ['', 'undefined', SECRET]) expect(identify(off, said(header, secret))).toEqual(KEY);
    },
  );
});

describe('with the local sign-in', () => {
  it('a principal is believed with its secret and with nothing else', () => {
    const header = withRoles('Register.Officer');
    expect(identify(LOCAL, said(header, SECRET))).toEqual({
      kind: 'person',
      actor: OBJECT_ID,
      roles: new Set(['officer']),
    });
    for (const secret of [undefined, '', 'x', SECRET.slice(1), `${SECRET}s`, SECRET.toUpperCase()])
      expect(identify(LOCAL, said(header, secret))).toEqual(KEY);
  });

  it('its secret without a principal is nobody, and not the key', () => {
    expect(identify(LOCAL, said(null, SECRET))).toEqual({ kind: 'unauthenticated', reason: 'principal_missing' });
  });
});
