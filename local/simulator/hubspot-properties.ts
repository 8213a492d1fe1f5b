import type { PropertyDefinition, PropertyGroup, PropertyOption } from './account.ts';

/** Values HubSpot stores in `hs_legal_basis`: they look like labels, and two hold an en dash. */
export const LEGAL_BASES = [
  'Legitimate interest – prospect/lead',
  'Legitimate interest – existing customer',
  'Legitimate interest - other',
  'Performance of a contract',
  'Freely given consent from contact',
  'Not applicable',
] as const;

const LANGUAGES = ['fi', 'sv', 'en', 'en-gb', 'en-us', 'et', 'de', 'fr', 'es', 'nb', 'da', 'ru', 'uk'];

const INDUSTRIES = [
  'ACCOUNTING',
  'BANKING',
  'CIVIC_SOCIAL_ORGANIZATION',
  'COMPUTER_SOFTWARE',
  'CONSTRUCTION',
  'EDUCATION_MANAGEMENT',
  'FINANCIAL_SERVICES',
  'FOOD_PRODUCTION',
  'GOVERNMENT_ADMINISTRATION',
  'HIGHER_EDUCATION',
  'HOSPITAL_HEALTH_CARE',
  'HUMAN_RESOURCES',
  'INFORMATION_TECHNOLOGY_AND_SERVICES',
  'INSURANCE',
  'LOGISTICS_AND_SUPPLY_CHAIN',
  'MACHINERY',
  'MANAGEMENT_CONSULTING',
  'MANUFACTURING',
  'MARKETING_AND_ADVERTISING',
  'NON_PROFIT_ORGANIZATION_MANAGEMENT',
  'OIL_ENERGY',
  'PAPER_FOREST_PRODUCTS',
  'PROFESSIONAL_TRAINING_COACHING',
  'REAL_ESTATE',
  'RETAIL',
  'TELECOMMUNICATIONS',
  'TRANSPORTATION_TRUCKING_RAILROAD',
];

type Kind = Pick<PropertyDefinition, 'type' | 'fieldType'>;
const TEXT: Kind = { type: 'string', fieldType: 'text' };
const PHONE: Kind = { type: 'string', fieldType: 'phonenumber' };
const NUMBER: Kind = { type: 'number', fieldType: 'number' };
const INSTANT: Kind = { type: 'datetime', fieldType: 'date' };
const SELECT: Kind = { type: 'enumeration', fieldType: 'select' };
const CHECKBOX: Kind = { type: 'enumeration', fieldType: 'checkbox' };
const FLAG: Kind = { type: 'bool', fieldType: 'booleancheckbox' };
const WORKED_OUT_FLAG: Kind = { type: 'bool', fieldType: 'calculation_equation' };

type Row = readonly [name: string, label: string, kind: Kind, more?: Partial<PropertyDefinition>];

const READ_ONLY = { readOnlyValue: true };
const EXTERNAL = { externalOptions: true };

const CONTACT_ROWS: readonly Row[] = [
  ['firstname', 'First name', TEXT],
  ['lastname', 'Last name', TEXT],
  ['email', 'Email', TEXT],
  ['hs_additional_emails', 'Additional email addresses', SELECT, READ_ONLY],
  ['phone', 'Phone Number', PHONE],
  ['mobilephone', 'Mobile Phone Number', PHONE],
  ['address', 'Street Address', TEXT],
  ['zip', 'Postal Code', TEXT],
  ['city', 'City', TEXT],
  ['country', 'Country/Region', TEXT],
  ['hs_language', 'Preferred language', SELECT, { options: options(LANGUAGES) }],
  ['jobtitle', 'Job Title', TEXT],
  ['job_function', 'Job function', TEXT],
  ['seniority', 'Seniority', TEXT],
  ['company', 'Company name', TEXT],
  ['associatedcompanyid', 'Primary Associated Company ID', NUMBER, { ...READ_ONLY, ...EXTERNAL, hidden: true }],
  ['createdate', 'Create Date', INSTANT, READ_ONLY],
  ['lastmodifieddate', 'Last modified date', INSTANT, READ_ONLY],
  ['hs_lastmodifieddate', 'Object last modified date/time', INSTANT, READ_ONLY],
  ['hs_object_id', 'Record ID', NUMBER, READ_ONLY],
  ['hubspot_owner_id', 'Contact owner', SELECT, EXTERNAL],
  ['hs_legal_basis', "Legal basis for processing contact's data", CHECKBOX, { options: options(LEGAL_BASES) }],
  ['hs_email_optout', 'Unsubscribed from all email', FLAG, { ...READ_ONLY, groupName: 'emailinformation' }],
  ['hs_merged_object_ids', 'Merged Contact IDs', CHECKBOX, READ_ONLY],
  ['hs_calculated_merged_vids', 'Merged vids with timestamps of a contact', SELECT, READ_ONLY],
  ['hs_is_unworked', 'Contact unworked', WORKED_OUT_FLAG, { ...READ_ONLY, calculated: true }],
  ['notes_last_contacted', 'Last Contacted', INSTANT, READ_ONLY],
  ['notes_last_updated', 'Last Activity Date', INSTANT, READ_ONLY],
  ['hs_last_sales_activity_timestamp', 'Last Engagement Date', INSTANT, READ_ONLY],
  ['hs_latest_meeting_activity', 'Latest meeting activity', INSTANT, READ_ONLY],
];

const COMPANY_ROWS: readonly Row[] = [
  ['name', 'Company name', TEXT],
  ['domain', 'Company domain name', TEXT],
  ['phone', 'Phone Number', PHONE],
  ['address', 'Street Address', TEXT],
  ['zip', 'Postal Code', TEXT],
  ['city', 'City', TEXT],
  ['country', 'Country/Region', TEXT],
  ['industry', 'Industry', SELECT, { options: options(INDUSTRIES) }],
  ['createdate', 'Create Date', INSTANT, READ_ONLY],
  ['hs_lastmodifieddate', 'Last modified date', INSTANT, READ_ONLY],
  ['hs_object_id', 'Record ID', NUMBER, READ_ONLY],
  ['hubspot_owner_id', 'Company owner', SELECT, EXTERNAL],
  ['hs_merged_object_ids', 'Merged Company IDs', CHECKBOX, READ_ONLY],
  ['notes_last_contacted', 'Last Contacted', INSTANT, READ_ONLY],
  ['notes_last_updated', 'Last Activity Date', INSTANT, READ_ONLY],
];

/** The contact properties every HubSpot account has, as far as a register needs them; made anew for each account. */
export function hubspotContactProperties(): Map<string, PropertyDefinition> {
  return definitions(CONTACT_ROWS, 'contactinformation');
}

/** The company properties every HubSpot account has, as far as a register needs them; made anew for each account. */
export function hubspotCompanyProperties(): Map<string, PropertyDefinition> {
  return definitions(COMPANY_ROWS, 'companyinformation');
}

/** HubSpot's own property groups of contacts. */
export function hubspotContactGroups(): Map<string, PropertyGroup> {
  return groups(['contactinformation', 'Contact information'], ['emailinformation', 'Email information']);
}

/** HubSpot's own property groups of companies. */
export function hubspotCompanyGroups(): Map<string, PropertyGroup> {
  return groups(['companyinformation', 'Company information']);
}

function definitions(rows: readonly Row[], groupName: string): Map<string, PropertyDefinition> {
  return new Map(
    rows.map(([name, label, kind, more]) => {
      const values = kind.type === 'bool' ? options(['true', 'false']) : [];
      const base = { name, label, ...kind, groupName, description: '', options: values, hubspotDefined: true };
      return [name, structuredClone({ ...base, ...more })];
    }),
  );
}

function groups(...rows: [name: string, label: string][]): Map<string, PropertyGroup> {
  return new Map(rows.map(([name, label], displayOrder) => [name, { name, label, displayOrder }]));
}

function options(values: readonly string[]): PropertyOption[] {
  return values.map((value, displayOrder) => ({ label: value, value, displayOrder, hidden: false }));
}
