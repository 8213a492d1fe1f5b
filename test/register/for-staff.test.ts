import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { COMPANY_PROPERTIES, CONTACT_PROPERTIES, REGISTER_GROUP } from '../../src/register/properties.ts';

const page = await readFile(new URL('../../docs/for-staff.fi.md', import.meta.url), 'utf8');
const [ofContacts = '', ofCompanies = ''] = page.split('## Yrityksen kortilla');

describe('the page for staff', () => {
  it.each(CONTACT_PROPERTIES.map(({ label }) => label))('explains “%s” of contacts', (label) => {
    expect(ofContacts).toContain(`| ${label} |`);
  });

  it.each(COMPANY_PROPERTIES.map(({ label }) => label))('explains “%s” of companies', (label) => {
    expect(ofCompanies).toContain(`| ${label} |`);
  });

  it('says where the flags are, and explains every state and decision', () => {
    expect(page.replaceAll('\n', ' ')).toContain(`**${REGISTER_GROUP.label}**`);
    const names = ['rekisteri_retention_status', 'rekisteri_consent_status', 'rekisteri_retention_decision'];
    const options = CONTACT_PROPERTIES.filter(({ name }) => names.includes(name)).flatMap((one) => [...one.options]);
    expect(options).toHaveLength(11);
    for (const { label } of options) expect(ofContacts).toContain(`**${label}**`);
  });

  it('says what it means when a colleague who was erased sets the end', () => {
    const bases = CONTACT_PROPERTIES.find(({ name }) => name === 'rekisteri_retention_basis')?.options;
    const former = bases?.find(({ value }) => value === 'former_contact');
    expect(ofCompanies).toContain(`**${former?.label}**`);
  });
});

describe('descriptions of properties', () => {
  it.each([...CONTACT_PROPERTIES, ...COMPANY_PROPERTIES])('$name: Finnish, English, and who keeps it', (property) => {
    const [finnish = '', english = '', ...more] = property.description.split(' / ');
    expect(more).toEqual([]);
    expect(finnish.includes('älä muuta käsin')).toBe(property.direction === 'out');
    expect(finnish.startsWith('Täytä itse')).toBe(property.direction === 'in');
    expect(english.endsWith('Kept by the add-on.')).toBe(property.direction === 'out');
  });
});
