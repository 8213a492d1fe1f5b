import type { Policy } from '../policy/schema.ts';
import { ROLE_WORDS } from './code-words.ts';
import { type Block, facts, finnish, linkTo, list, table } from './document.ts';
import type { Phrases } from './phrases.ts';
import { LABELS } from './words.ts';

/** §1, Art. 13(1)(a): the controller, and the companies of its group where they are named; `email` where no §13 gives it. */
export function controllerBlocks(
  { controller, groupCompanies }: Pick<Policy, 'controller' | 'groupCompanies'>,
  { line, own, lang }: Phrases,
  email: string | null = null,
): Block[] {
  const { name, shortName, businessId, address } = controller;
  const calledBelow =
    shortName === null ? null : own({ fi: ` (jäljempänä ${shortName})`, en: ` (“${shortName}” below)` });
  return [
    ...facts([
      [line(own(LABELS.name)), line(finnish(name), calledBelow)],
      [line(own(LABELS.businessId)), line(businessId)],
      [line(own(LABELS.address)), line(address)],
      [line(own(LABELS.email)), line(email === null ? null : linkTo(email, lang))],
    ]),
    ...table(
      own(LABELS.groupCompanies),
      [own(LABELS.company), own(LABELS.businessId), own(LABELS.role)],
      (groupCompanies ?? []).map((one) => [
        line(one.name),
        line(one.businessId),
        line(one.role === null ? null : own(ROLE_WORDS[one.role])),
      ]),
    ),
  ];
}

/** §2, Art. 13(1)(b): who handles register matters, and the data protection officer or why there is none. */
export function contactPersonBlocks(
  { contactPerson, dataProtectionOfficer }: Pick<Policy, 'contactPerson' | 'dataProtectionOfficer'>,
  phrases: Phrases,
  caption: string | null = null,
): Block[] {
  const { line, own, texts, lang } = phrases;
  const { name, title, email } = contactPerson;
  const person = [
    [line(own(LABELS.name)), line(name)],
    [line(own(LABELS.jobTitle)), line(title)],
    [line(own(LABELS.email)), line(linkTo(email, lang))],
  ] as const;
  return [
    ...facts(person, caption),
    ...(dataProtectionOfficer?.appointed === true ? officerBlocks(dataProtectionOfficer, phrases) : []),
    ...texts(dataProtectionOfficer?.statement ?? null),
  ];
}

function officerBlocks(officer: Reach, phrases: Phrases): Block[] {
  return facts(reachOf(officer, phrases), phrases.own(LABELS.dataProtectionOfficer));
}

/** §4, Art. 13(1)(e): who receives the data; a table where more is known than names. */
export function processorBlocks({ processors, introductions }: Policy, phrases: Phrases): Block[] {
  const { line, own, texts, country } = phrases;
  const known = processors.some(({ role, purpose, country: place }) =>
    [role, purpose, place].some((one) => one !== null),
  );
  const names = processors.map(({ name }) => line(name));
  const columns = [own(LABELS.recipient), own(LABELS.role), own(LABELS.use), own(LABELS.country)];
  const rows = processors.map((one) => [
    line(one.name),
    line(one.role === null ? null : own(ROLE_WORDS[one.role])),
    line(one.purpose),
    line(one.country === null ? null : country(one.country)),
  ]);
  return [...texts(introductions.processors), ...(known ? table(own(LABELS.recipients), columns, rows) : list(names))];
}

interface Reach {
  readonly name?: string | null;
  readonly address?: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly url?: string | null;
}

/** How to reach somebody: what is known of it, under its names. */
export function reachOf({ name, address, email, phone, url }: Reach, { line, own, lang }: Phrases) {
  const link = (to: string | null | undefined) => (to == null ? null : linkTo(to, lang));
  return [
    [line(own(LABELS.name)), line(name ?? null)],
    [line(own(LABELS.address)), line(address ?? null)],
    [line(own(LABELS.email)), line(link(email))],
    [line(own(LABELS.phone)), line(phone)],
    [line(own(LABELS.url)), line(link(url))],
  ] as const;
}
