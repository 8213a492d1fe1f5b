import type { RunSummary } from '../api/types.ts';
import { messages } from './messages.ts';

type Codes<Code extends string> = Readonly<Record<Code, string>>;

/** What a run looks at. */
export const runScopes = messages(
  {
    all: 'koko rekisteri',
    changed: 'muuttuneet tiedot',
    clock: 'ajan kuluminen',
    contacts: 'nimetyt yhteystiedot',
    erasure: 'poistolista',
    copy: 'jäljennös tiedoista',
  } satisfies Codes<RunSummary['scope']>,
  {
    all: 'the whole register',
    changed: 'what changed',
    clock: 'the passing of time',
    contacts: 'named contacts',
    erasure: 'an erasure list',
    copy: 'a copy of data',
  },
);

/** How a run stands. */
export const runStatuses = messages(
  {
    queued: 'Jonossa',
    running: 'Käynnissä',
    succeeded: 'Onnistui',
    failed: 'Epäonnistui',
    cancelled: 'Peruttu',
  } satisfies Codes<RunSummary['status']>,
  { queued: 'In the line', running: 'Running', succeeded: 'Succeeded', failed: 'Failed', cancelled: 'Cancelled' },
);

/** What a run is doing. */
export const runPhases = messages(
  {
    queued: 'odottaa vuoroaan',
    preparing: 'valmistellaan',
    choosing: 'valitaan, ketä ajo koskee',
    gathering: 'kootaan tietoja',
    reading: 'luetaan yhteystietoja ja yrityksiä',
    activities: 'luetaan toimintoja',
    joining: 'yhdistetään tietoja',
    deciding_and_writing: 'päätetään ja kirjataan HubSpotiin',
    examining: 'tarkistetaan henkilöitä',
    erasing: 'poistetaan',
    concluding: 'päätetään ajo',
    segmenting: 'päivitetään segmenttejä',
    comparing: 'verrataan HubSpotia selosteeseen',
    finished: 'valmis',
  } satisfies Codes<RunSummary['phase']>,
  {
    queued: 'waits for its turn',
    preparing: 'is being prepared',
    choosing: 'chooses whom it is about',
    gathering: 'gathers data',
    reading: 'reads contacts and companies',
    activities: 'reads activities',
    joining: 'joins data',
    deciding_and_writing: 'decides and writes to HubSpot',
    examining: 'looks at the people',
    erasing: 'erases',
    concluding: 'comes to its end',
    segmenting: 'keeps the segments',
    comparing: 'compares HubSpot with the notice',
    finished: 'finished',
  },
);

/** Who asked for a run. */
export const runTriggers = messages({ timer: 'ajastus', http: 'käyttäjä' }, { timer: 'timer', http: 'somebody' });
