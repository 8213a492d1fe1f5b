import { digestOf } from '../digest.ts';
import type { Policy } from '../policy/schema.ts';
import type { Language } from '../policy/text.ts';
import { fieldBlocks, purposeBlocks, retentionBlocks, sourceBlocks, transferBlocks } from './contents.ts';
import { type Block, finnish, type Notice, type Section } from './document.ts';
import { contactPersonBlocks, controllerBlocks, processorBlocks } from './parties.ts';
import { type Phrases, phrasesIn } from './phrases.ts';
import { changeBlocks, complaintBlocks, contactBlocks, rectificationBlocks } from './rights.ts';
import { HEADINGS, LABELS } from './words.ts';

type Part = readonly [id: keyof typeof HEADINGS, blocks: (policy: Policy, phrases: Phrases) => Block[]];

/** The thirteen sections of the notice. Its texts refer to them by their numbers. */
const SECTIONS: readonly Part[] = [
  [
    'controller',
    // How to reach the controller has to be said somewhere (Art. 13(1)(a)), also where there are no words for §13.
    (policy, phrases) =>
      controllerBlocks(policy, phrases, policy.contact.email === null ? policy.controller.email : null),
  ],
  ['contactPerson', contactPersonBlocks],
  ['register', ({ register }, { texts }) => texts(finnish(register))],
  ['processors', processorBlocks],
  ['purposes', purposeBlocks],
  ['fields', fieldBlocks],
  ['retention', ({ retention }, phrases) => retentionBlocks(retention, phrases)],
  ['sources', sourceBlocks],
  ['transfers', transferBlocks],
  ['security', ({ security }, { texts }) => texts(security)],
  ['access', ({ rights }, { texts }) => texts(rights.access)],
  ['rectification', rectificationBlocks],
  ['contact', contactBlocks],
];

/** What the law asks for besides, in the order of Art. 13 but for the objection, which stands first and apart (Art. 21(4)). */
const ADDED: readonly Part[] = [
  ['objection', ({ rights }, { texts }) => texts(rights.objection)],
  ['portability', ({ rights }, { texts }) => texts(rights.portability)],
  ['withdrawal', ({ rights }, { texts }) => texts(rights.withdrawal)],
  ['complaint', complaintBlocks],
  ['obligationToProvide', ({ obligationToProvide }, { texts }) => texts(obligationToProvide)],
  ['profiling', ({ profiling }, { texts }) => texts(profiling)],
  ['changes', changeBlocks],
];

/**
 * The notice (§1 to §13, Art. 13 and 14) in one language, from the policy alone. A section about which the policy says nothing
 * is left out; the thirteen keep their numbers, those that are added are numbered on.
 */
export function noticeOf(policy: Policy, lang: Language): Notice {
  const phrases = phrasesIn(lang);
  const { line, own, date } = phrases;
  const { title, subtitle, preparedOn, updatedOn } = policy.notice;
  const sections = [
    ...SECTIONS.map((part, place) => sectionOf(part, place + 1, policy, phrases)).filter(saysSomething),
    ...ADDED.filter(([, blocks]) => blocks(policy, phrases).length > 0).map((part, place) =>
      sectionOf(part, SECTIONS.length + 1 + place, policy, phrases),
    ),
  ];
  const content = {
    title: title === null ? line(`${own(LABELS.notice)}: `, finnish(policy.register)) : line(title),
    subtitle: subtitle === null ? null : line(subtitle),
    sections,
  };
  return {
    format: 'rekisteri-notice-v1',
    lang,
    ...content,
    facts: [
      { name: line(own(LABELS.preparedOn)), value: line(date(preparedOn)) },
      { name: line(own(LABELS.updatedOn)), value: line(date(updatedOn)) },
      { name: line(own(LABELS.version)), value: line(digestOf(content)) },
    ],
  };
}

function sectionOf([id, blocks]: Part, number: number, policy: Policy, phrases: Phrases): Section {
  const { article, ...heading } = HEADINGS[id];
  const separate = id === 'objection';
  return { id, number, heading: phrases.own(heading), article, separate, blocks: blocks(policy, phrases) };
}

function saysSomething({ blocks }: Section): boolean {
  return blocks.length > 0;
}
