import type { PartOf } from '../parts.ts';
import { type Block, heading, paragraph, pairs, table, title } from './block.ts';
import { categoryWords, countryWords, type Times } from './words.ts';

const TITLES = { access: 'Jäljennös henkilötiedoista', portability: 'Siirrettävät henkilötiedot' } as const;

/** What the document is called. */
export function titleOf({ kind }: Pick<PartOf<'cover'>, 'kind'>): string {
  return TITLES[kind];
}

export function coverBlocks(part: PartOf<'cover'>, { instant, day }: Times): Block[] {
  const { controller, contactPerson, request } = part;
  const contacts = part.contactIds.join(', ');
  return [
    title(titleOf(part)),
    paragraph(part.register),
    ...pairs([
      ['Rekisterinpitäjä', `${controller.name} (${controller.businessId})`],
      ['Osoite', controller.address],
      ['Sähköposti', controller.email],
      ['Rekisteriasioiden hoitaja', `${contactPerson.name}, ${contactPerson.title}, ${contactPerson.email}`],
      ['Pyyntö', request.id],
      ['Saapunut', day(request.receivedOn)],
      ['Pyytäjä tunnistettu', request.identifiedText],
      ['Tiedot ovat tilanteesta', instant(part.asOf)],
      ['Tietueet HubSpotissa', contacts === '' ? 'Rekisterissä ei ole tietoja pyytäjästä.' : contacts],
    ]),
    paragraph('Jäljennös on kokonainen vain, jos sen lopussa on otsikko ”Jäljennös päättyy tähän”.'),
    ...part.notes.map(paragraph),
  ];
}

export function purposesBlocks({ purposes }: PartOf<'purposes'>): Block[] {
  const rows = purposes.map(({ text, basis, basisText, legitimateInterest, categories }) => [
    text,
    basisText ?? basis,
    legitimateInterest,
    categories.map(categoryWords).join(', '),
  ]);
  const columns = ['Tarkoitus', 'Oikeusperuste', 'Oikeutettu etu', 'Tietoryhmät'];
  return [heading(2, 'Miksi tietoja käsitellään'), ...table('Käsittelyn tarkoitukset ja perusteet', columns, rows)];
}

export function recipientsBlocks({ recipients, groupCompanies, transfers }: PartOf<'recipients'>): Block[] {
  const rows = recipients.map(({ name, role, roleText, purpose, country, mechanism, mechanismText, ...held }) => [
    name,
    roleText ?? role,
    purpose,
    country && countryWords(country),
    [mechanismText ?? mechanism, held.safeguard].filter((one) => one !== null && one !== '').join(': '),
    held.evidence,
  ]);
  const companies = groupCompanies.map(({ name, businessId }) => [name, businessId]);
  return [
    heading(2, 'Kenelle tietoja luovutetaan'),
    ...table(
      'Vastaanottajat ja suojatoimet',
      ['Nimi', 'Rooli', 'Tarkoitus', 'Maa', 'Suojatoimet', 'Mistä saatavilla'],
      rows,
    ),
    ...table('Samaan konserniin kuuluvat yhtiöt', ['Nimi', 'Y-tunnus'], companies),
    ...(transfers === null ? [] : [paragraph(transfers)]),
  ];
}

export function rightsBlocks({ rights, complaint, profiling, obligationToProvide }: PartOf<'rights'>): Block[] {
  const rows = rights.map(({ label, text }) => [label, text]);
  return [
    heading(2, 'Oikeutesi'),
    ...table('Rekisteröidyn oikeudet', ['Oikeus', 'Sisältö'], rows),
    heading(3, 'Valitus valvontaviranomaiselle'),
    ...pairs([
      ['Viranomainen', complaint.name],
      ['Osoite', complaint.address],
      ['Sähköposti', complaint.email],
      ['Puhelin', complaint.phone],
      ['Verkkosivut', complaint.url],
    ]),
    ...pairs([
      ['Profilointi ja automaattiset päätökset', profiling],
      ['Velvollisuus antaa tietoja', obligationToProvide],
    ]),
  ];
}
