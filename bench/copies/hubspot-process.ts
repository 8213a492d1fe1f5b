import { parseArgs } from 'node:util';
import { z } from 'zod';
import { addRecord, associate } from '../../local/simulator/change.ts';
import { emptyAccount } from '../../local/simulator/empty-account.ts';
import { serve } from '../../local/simulator/serve.ts';
import { createSimulator } from '../../local/simulator/simulator.ts';
import { answerQuestions } from '../child.ts';
import { LATENCY_MS, NOW, TEN_SECONDLY } from '../scenario.ts';

const CREATED = '2015-03-02T08:00:00.000Z';
const TEXTS = [
  ['meetings', 'hs_meeting_body'],
  ['calls', 'hs_call_body'],
  ['emails', 'hs_email_text'],
  ['notes', 'hs_note_body'],
] as const;
/** About two thousand characters. */
const TEXT = `<p>${'Keskustelimme valmennuksesta ja sovimme jatkosta. '.repeat(40)}</p>`;

const { values } = parseArgs({ options: { engagements: { type: 'string' } } });
const engagements = z.coerce.number().parse(values.engagements);

/** One person with so many engagements. */
const account = emptyAccount(1, 'Europe/Helsinki');
addRecord(account, 'contacts', { id: '101', createdAt: CREATED, properties: { email: 'aino@example.fi' } });
for (let number = 0; number < engagements; number += 1) {
  const [type, text] = TEXTS[number % TEXTS.length] ?? TEXTS[0];
  const id = String(1_000_000 + number);
  const properties = { hs_timestamp: CREATED, hs_meeting_start_time: CREATED, [text]: `${number} ${TEXT}` };
  addRecord(account, type, { id, createdAt: CREATED, properties });
  associate(account, type, id, 'contacts', '101');
}
const simulator = createSimulator({
  account,
  now: () => Date.parse(NOW),
  latencyMs: LATENCY_MS,
  limits: { tenSecondly: TEN_SECONDLY },
});
const { url } = await serve(simulator);

answerQuestions({ address: () => ({ url }), report: () => simulator.log.splice(0).length });
