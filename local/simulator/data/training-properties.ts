import type { AccountData, PropertyDefinition } from '../account.ts';

const GROUP = 'valmennus';

const YES_NO = [
  { label: 'Kyllä', value: 'true', displayOrder: 0, hidden: false },
  { label: 'Ei', value: 'false', displayOrder: 1, hidden: false },
];

type Row = readonly [
  name: string,
  label: string,
  type: PropertyDefinition['type'],
  fieldType: string,
  description: string,
];

const ROWS: readonly Row[] = [
  ['tyokokemus_vuotta', 'Työkokemus vuosina', 'number', 'number', 'Työkokemus alalta täysinä vuosina.'],
  ['liiketoimintayksikko', 'Liiketoimintayksikkö', 'string', 'text', 'Yksikkö, osasto tai tiimi työnantajalla.'],
  ['osallistumiset', 'Osallistumiset', 'string', 'textarea', 'Valmennukset ja tilaisuudet, yksi riviä kohti.'],
  ['viimeisin_tilaisuus_pvm', 'Viimeisin tilaisuus', 'date', 'date', 'Viimeisimmän tilaisuuden päivä.'],
  ['ruokavalio', 'Ruokavalio', 'string', 'text', 'Tarjoilua varten, henkilön suostumuksella.'],
  ['ruokavalio_suostumus', 'Suostumus ruokavaliotietoon', 'bool', 'booleancheckbox', 'Suostumus on saatu.'],
];

/** Defines the contact properties a training company adds to HubSpot by itself, in their own group. */
export function defineTrainingProperties(account: AccountData): void {
  account.groups.contacts.set(GROUP, { name: GROUP, label: 'Valmennus', displayOrder: account.groups.contacts.size });
  ROWS.forEach(([name, label, type, fieldType, description], displayOrder) => {
    const options = type === 'bool' ? structuredClone(YES_NO) : [];
    const definition = { name, label, type, fieldType, groupName: GROUP, description, options, displayOrder };
    account.properties.contacts.set(name, { ...definition, hubspotDefined: false });
  });
}
