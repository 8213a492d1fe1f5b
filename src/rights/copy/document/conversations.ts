import type { PartOf } from '../parts.ts';
import { type Block, heading, longText, paragraph, pairs } from './block.ts';
import { valueWords } from './person.ts';
import type { Times } from './words.ts';

const leftOutBlocks = (leftOut: PartOf<'conversation'>['leftOut']) =>
  leftOut.map(({ text, ground }) => paragraph(`Jätetty pois: ${text} (${ground})`));

/** One conversation. */
export function conversationBlocks(part: PartOf<'conversation'>, { instant }: Times): Block[] {
  return [
    heading(4, `Keskustelu ${part.id}, ${instant(part.createdAt)}`),
    ...pairs([
      ['Tila', `${part.statusText} (${part.status})`],
      ['Päättynyt', instant(part.closedAt)],
    ]),
    ...part.messages.map((one) => {
      const heard = one.direction === null ? one.kind : `${one.kind}, ${one.direction}`;
      const subject = one.subject === null ? [] : [`Aihe: ${one.subject}`];
      const files = one.attachmentIds.length === 0 ? [] : [`Liitetiedostot: ${one.attachmentIds.join(', ')}`];
      const person = one.person.length === 0 ? [] : [`Henkilö viestissä: ${one.person.join('; ')}`];
      const text = [...subject, one.text, ...one.attachments, ...files, ...person]
        .filter((line) => line !== '')
        .join('\n');
      return longText(`${one.kindText} (${heard}), ${instant(one.at)}, ${one.id}`, text);
    }),
    ...leftOutBlocks(part.leftOut),
  ];
}

/** One answer to a survey. */
export function feedbackBlocks(part: PartOf<'feedback'>, { instant }: Times): Block[] {
  const at = instant(part.at);
  return [
    heading(4, `Vastaus kyselyyn ${part.id}${at === null ? '' : `, ${at}`}`),
    ...pairs(part.details.map((detail) => [`${detail.label} (${detail.property})`, valueWords(detail)])),
    ...leftOutBlocks(part.leftOut),
  ];
}
