import { HttpRequest } from '@azure/functions';
import { describe, expect, it } from 'vitest';
import { isCrossSite } from '../../src/http/cross-site.ts';

const OWN = 'https://rekisteri.azurewebsites.net';

function crossSite(method: string, headers: Record<string, string>, { sameSiteOnly = false, url = OWN } = {}): boolean {
  return isCrossSite(new HttpRequest({ method, url: `${url}/api/it?code=x`, headers }), sameSiteOnly);
}

describe('a request that is no GET', () => {
  it.each<[string, Record<string, string>]>([
    ['of no browser', {}],
    ['of a page of ours', { 'sec-fetch-site': 'same-origin' }],
    ['of a page of ours, which says its origin too', { 'sec-fetch-site': 'same-origin', origin: OWN }],
    ['of a form of ours, whose page tells no referrer', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
    ['of a page of ours in an old browser', { origin: OWN }],
  ])('%s is not from another site', (_what, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(crossSite(method, headers)).toBe(false);
  });

  it.each<[string, Record<string, string>]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another site, and says the origin of ours', { 'sec-fetch-site': 'cross-site', origin: OWN }],
    ['a sister of ours', { 'sec-fetch-site': 'same-site', origin: 'https://other.azurewebsites.net' }],
    ['nowhere, as no browser does', { 'sec-fetch-site': 'none' }],
    ['several places', { 'sec-fetch-site': 'same-origin, same-origin' }],
    ['what is no place', { 'sec-fetch-site': '' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another origin, and says it is ours', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
    ['a sandboxed page', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
    ['a page without an origin in an old browser', { origin: 'null' }],
    ['the same host without TLS', { origin: 'http://rekisteri.azurewebsites.net' }],
    ['the same host on another port', { origin: `${OWN}:8443` }],
    ['a host that ends like ours', { origin: 'https://evil-rekisteri.azurewebsites.net' }],
  ])('from %s is from another site', (_what, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(crossSite(method, headers)).toBe(true);
  });

  it('may come by the name of what stands before App Service', () => {
    const front = { origin: 'https://rekisteri.balentor.fi' };
    expect(crossSite('POST', front)).toBe(true);
    expect(crossSite('POST', { ...front, 'x-forwarded-host': 'rekisteri.balentor.fi' })).toBe(false);
    expect(crossSite('POST', { ...front, 'x-forwarded-host': 'a.example, rekisteri.balentor.fi:443' })).toBe(false);
    expect(crossSite('POST', { ...front, 'x-original-host': 'rekisteri.balentor.fi' })).toBe(false);
    expect(crossSite('POST', { ...front, 'x-forwarded-host': '%%%, ,' })).toBe(true);
    expect(crossSite('POST', { origin: OWN, 'x-forwarded-host': 'rekisteri.balentor.fi' })).toBe(false);
  });

  it('is known on this machine by its port', () => {
    const url = 'http://localhost:7071';
    expect(crossSite('POST', { origin: url }, { url })).toBe(false);
    expect(crossSite('POST', { origin: 'http://localhost:3000' }, { url })).toBe(true);
  });
});

describe('a GET', () => {
  it('may come from anywhere', () => {
    expect(crossSite('GET', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(false);
  });

  it.each<[boolean, Record<string, string>]>([
    [false, {}],
    [false, { 'sec-fetch-site': 'none' }],
    [false, { 'sec-fetch-site': 'same-origin' }],
    [false, { origin: OWN }],
    [true, { 'sec-fetch-site': 'cross-site' }],
    [true, { 'sec-fetch-site': 'same-site' }],
    [true, { origin: 'https://evil.example' }],
    [true, { 'sec-fetch-site': 'none', origin: 'https://evil.example' }],
  ])('of what is ours alone: %s for %j', (expected, headers) => {
    expect(crossSite('GET', headers, { sameSiteOnly: true })).toBe(expected);
  });
});
