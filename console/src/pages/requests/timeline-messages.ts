import { messages } from '../../words/messages.ts';
import type { TimelineEntry } from './timeline.ts';

/** What happened to a request, in words. */
export const timelineMessages = messages(
  {
    filed: 'pyyntö kirjattiin, saapunut {on} ({of})',
    identified: 'henkilö tunnistettiin ({of})',
    paused: 'käsittely keskeytettiin ({of})',
    resumed: 'käsittelyä jatkettiin',
    extended: 'määräaikaa pidennettiin ({of})',
    proposed: { one: 'ehdotettiin päätöstä {count} kohdasta', other: 'ehdotettiin päätöstä {count} kohdasta' },
    decided: { one: 'päätettiin {count} kohdasta', other: 'päätettiin {count} kohdasta' },
    letter: 'kirje lähetettiin {on}: {of}',
    told: 'käsittelijälle ilmoitettiin: {of}',
    rectified: 'tieto oikaistiin: {of}',
    copy: 'jäljennös annettiin ({of})',
    lifted: 'rajoitus purettiin, henkilölle kerrottu {on}',
    ended: 'pyyntö päättyi: {of}',
  } satisfies Readonly<Record<TimelineEntry['what'], unknown>>,
  {
    filed: 'filed, received on {on} ({of})',
    identified: 'identified ({of})',
    paused: 'paused ({of})',
    resumed: 'gone on with',
    extended: 'extended ({of})',
    proposed: { one: 'a decision about {count} thing proposed', other: 'a decision about {count} things proposed' },
    decided: { one: 'decided about {count} thing', other: 'decided about {count} things' },
    letter: 'letter sent on {on}: {of}',
    told: 'processor told: {of}',
    rectified: 'put right: {of}',
    copy: 'copy given ({of})',
    lifted: 'restriction lifted, the person told on {on}',
    ended: 'ended: {of}',
  },
);
