import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TIME_ZONE } from '../../hubspot-app/src/app/cards/days.ts';
import * as words from '../../hubspot-app/src/app/cards/messages.ts';
import { COMPANY_SOURCE, EDITED_PROPERTIES, READ_PROPERTIES } from '../../hubspot-app/src/app/cards/properties.ts';
import { OPTIONAL_SCOPES, scopeOfProbe, WRITE_SCOPES } from '../../src/health/hubspot/scopes.ts';
import { ACTIVITY_LABELS } from '../../src/register/activity-labels.ts';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, REGISTER_GROUP } from '../../src/register/properties.ts';

// The card is built by HubSpot, from its own folder and packages: only its plain lists are read here, to hold them against ours.

const read = (file: string): unknown => JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));
const property = (name: string) => CONTACT_PROPERTIES.find((each) => each.name === name);
const optionsOf = (name: string) =>
  Object.fromEntries(property(name)?.options.map(({ value, label }) => [value, label]) ?? []);

describe('what the card in HubSpot uses', () => {
  it('is defined by the add-on, and called what HubSpot calls it', () => {
    for (const name of READ_PROPERTIES) expect(property(name)?.label, name).toBe(words.PROPERTY_WORDS[name]);
    expect(Object.keys(words.PROPERTY_WORDS).sort()).toEqual([...READ_PROPERTIES].sort());
    expect(COMPANY_PROPERTIES.map(({ name }) => name)).toContain(COMPANY_SOURCE);
  });

  it.each([
    ['rekisteri_retention_status', words.STATUS_WORDS],
    ['rekisteri_retention_basis', words.BASIS_WORDS],
    ['rekisteri_request_open', words.REQUEST_WORDS],
    ['rekisteri_retention_decision', words.DECISION_WORDS],
  ])('has the values of %s and their words, each and no other', (name, known) => {
    expect(known).toEqual(optionsOf(name));
  });

  it('knows every type of activity that a source may name', () => {
    expect(words.ACTIVITY_WORDS).toEqual(ACTIVITY_LABELS);
  });

  it('says what every status and every basis means', () => {
    expect(Object.keys(words.STATUS_MEANINGS)).toEqual(Object.keys(words.STATUS_WORDS));
    expect(Object.keys(words.BASIS_MEANINGS)).toEqual(Object.keys(words.BASIS_WORDS));
  });

  it('lets staff set what staff set, all of it and nothing else', () => {
    const theirs = CONTACT_PROPERTIES.filter(({ direction }) => direction === 'in').map(({ name }) => name);
    expect(Object.values(EDITED_PROPERTIES).flat().sort()).toEqual(theirs.sort());
  });

  it('counts days in the time zone of the policy', () => {
    const policy = z.object({ timeZone: z.string() }).parse(read('policy/asiakasrekisteri.json'));
    expect(TIME_ZONE).toBe(policy.timeZone);
  });
});

const scopes = z.array(z.string());
const appSchema = z.object({
  config: z.object({
    auth: z.object({ requiredScopes: scopes, optionalScopes: scopes }),
    support: z.object({ supportEmail: z.string() }),
  }),
});

describe('the app in HubSpot', () => {
  const { auth, support } = appSchema.parse(read('hubspot-app/src/app/app-hsmeta.json')).config;

  it('asks for the scopes of the add-on, so that its token may be the token of the add-on, and for no more', () => {
    const probes = [
      'contact_properties',
      'company_properties',
      'subscription_types',
      'contacts',
      'companies',
      'emails',
      'account',
    ];
    expect(auth.requiredScopes.toSorted()).toEqual([...probes.map(scopeOfProbe), ...WRITE_SCOPES].sort());
    const optional = Object.values(OPTIONAL_SCOPES).map(({ scope }) => scope);
    expect(auth.optionalScopes.toSorted()).toEqual([...optional, 'crm.lists.write'].sort());
  });

  it('names as support who answers for the register', () => {
    const { contactPerson } = z
      .object({ contactPerson: z.object({ email: z.string() }) })
      .parse(read('policy/asiakasrekisteri.json'));
    expect(support.supportEmail).toBe(contactPerson.email);
  });

  it('has a card of the name of the group of properties', () => {
    const card = z
      .object({ config: z.object({ name: z.string() }) })
      .parse(read('hubspot-app/src/app/cards/card-hsmeta.json'));
    expect(card.config.name).toBe(REGISTER_GROUP.label);
  });

  it('is tested with the versions of vitest and vite that the add-on is tested with', () => {
    const packages = z.object({ devDependencies: z.record(z.string(), z.string()) });
    const [ours, theirs] = [packages.parse(read('package.json')), packages.parse(read('hubspot-app/package.json'))];
    for (const name of ['vitest', 'vite']) expect(theirs.devDependencies[name]).toBe(ours.devDependencies[name]);
  });
});
