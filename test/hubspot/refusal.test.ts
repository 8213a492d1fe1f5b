import { describe, expect, test } from 'vitest';
import { refusal } from '../../src/hubspot/refusal.ts';

const ENDPOINT = 'POST /crm/objects/2026-09/contacts/batch/update';

describe('a refusal', () => {
  test('401 names the setting', () => {
    const error = refusal(ENDPOINT, 401, { category: 'INVALID_AUTHENTICATION' });
    expect(error).toMatchObject({ code: 'unauthorized', status: 401, category: 'INVALID_AUTHENTICATION' });
    expect(error.message).toContain('HUBSPOT_ACCESS_TOKEN');
    expect(error.message).toContain(ENDPOINT);
  });

  test('403 names the missing scopes, wherever the body has them', () => {
    const scopes = ['crm.schemas.contacts.write', 'crm.objects.contacts.read'];
    for (const body of [
      { errors: [{ context: { requiredGranularScopes: scopes } }] },
      { context: { requiredScopes: scopes } },
      { context: { missingScopes: scopes }, errors: [{ context: { requiredScopes: scopes } }] },
    ]) {
      const error = refusal(ENDPOINT, 403, body);
      expect(error.code).toBe('forbidden');
      expect(error.message).toContain('lacks the scope crm.schemas.contacts.write or crm.objects.contacts.read (403');
    }
    expect(refusal(ENDPOINT, 403, { category: 'MISSING_SCOPES' }).message).toContain('lacks a scope');
  });

  test('404 is told from other refusals', () => {
    expect(refusal(ENDPOINT, 404, { category: 'OBJECT_NOT_FOUND' }).code).toBe('not_found');
    expect(refusal(ENDPOINT, 409, { category: 'OBJECT_ALREADY_EXISTS' }).code).toBe('rejected');
  });

  test('a validation error keeps the codes', () => {
    const body = {
      category: 'VALIDATION_ERROR',
      message: 'Property values were not valid: [...]',
      errors: [{ code: 'INVALID_OPTION', message: 'no' }, { code: 'INVALID_OPTION' }, { code: 'INVALID_DATE' }],
    };
    const error = refusal(ENDPOINT, 400, body);
    expect(error.message).toBe(
      `HubSpot refused ${ENDPOINT} with status 400 (VALIDATION_ERROR, INVALID_OPTION, INVALID_DATE).`,
    );
    expect(error.reason).toBe('rejected 400 VALIDATION_ERROR:INVALID_OPTION:INVALID_DATE');
  });

  test.each([undefined, null, 'text', [], { category: 7 }, { errors: 'none' }])('a body of %j says nothing', (body) => {
    expect(refusal(ENDPOINT, 400, body).message).toBe(`HubSpot refused ${ENDPOINT} with status 400.`);
  });

  test.each([400, 401, 403, 404])('nothing a person wrote gets into the error of a %i', (status) => {
    const text = 'Aino Virtanen aino@example.fi';
    const error = refusal(ENDPOINT, status, {
      message: text,
      category: text,
      context: { requiredScopes: [text], ids: [text] },
      errors: [{ message: text, code: text, context: { requiredGranularScopes: [text] } }],
    });
    expect(`${error.message} ${error.reason} ${JSON.stringify(error)}`).not.toMatch(/aino|virtanen/i);
  });

  test.each([undefined, 'Access denied', {}, { blocked: true }])(
    "a 403 with %j is not HubSpot's: a firewall or proxy gave it",
    (body) => {
      const error = refusal(ENDPOINT, 403, body);
      expect(error.code).toBe('blocked');
      expect(error.message).toContain('firewall or proxy');
      expect(error.message).toContain('HTTPS_PROXY');
    },
  );

  test('what HubSpot says of a property is kept, as far as the request names it', () => {
    const body = {
      category: 'VALIDATION_ERROR',
      subCategory: 'Properties.PROPERTY_WITH_LABEL_EXISTS',
      message: 'There is a property with the label Aino already',
      errors: [{ code: 'INVALID_OPTION', context: { propertyName: ['hs_language', 'aino'] } }],
    };
    const error = refusal(ENDPOINT, 400, body, '{"inputs":[{"properties":{"hs_language":"klingon"}}]}');
    expect(error.reason).toBe(
      'rejected 400 VALIDATION_ERROR:Properties.PROPERTY_WITH_LABEL_EXISTS:INVALID_OPTION for hs_language',
    );
    expect(error.message).not.toMatch(/aino/i);
  });

  test('a code that HubSpot is not known to give could be anything', () => {
    const error = refusal(ENDPOINT, 400, { category: 'AINO_VIRTANEN', subCategory: 'Aino.VIRTANEN' });
    expect(error.reason).toBe('rejected 400');
  });

  test.each([
    ['The maximum number of inputs supported in a batch request is 100, but was 1000', 100],
    ['Request may not exceed the limit of 50 inputs', 50],
    ['limit must be between 1 and 100', 100],
    ['Aino was born in 1975', undefined],
  ])('%j tells how many HubSpot takes: %s', (message, most) => {
    expect(refusal(ENDPOINT, 400, { category: 'VALIDATION_ERROR', message }).mostInputs).toBe(most);
  });
});
