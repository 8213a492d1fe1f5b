import { AuditKey } from '../../../src/audit/key.ts';
import { Keyring } from '../../../src/audit/keyring.ts';
import { Pruner } from '../../../src/audit/prune/pruner.ts';
import { type AuditTable, SECRET } from '../audit-table.ts';
import { RUN } from '../sample-intents.ts';
import { SUBJECTS, sealedTrail } from '../sealed-trail.ts';

const NEW_SECRET = 'the secret that replaced the first one';
export const NEW_KEYS = new Keyring(new AuditKey(NEW_SECRET), [SECRET]);

/** Values that a format could spoil. */
const TEXTS = [
  '=1+1',
  "'quoted",
  '-5',
  '+358',
  '@x',
  '\ttab',
  'a;b',
  'say "x"',
  'two\r\nlines',
  '"',
  '"\r\n"event";',
  'Äyriäinen',
  '',
];

/** A trail that has seen a pruning, a new key, and all kinds of text. */
export async function livedTrail(): Promise<{ audit: AuditTable; texts: readonly string[] }> {
  const audit = await sealedTrail();
  const [first = '', second = ''] = SUBJECTS;
  const old = audit.trail();
  await old.record([{ action: 'gone', subject: first, cause: 'deleted' }], RUN);
  const pruner = new Pruner(audit.table, old, new Keyring(new AuditKey(SECRET)));
  await pruner.prune({ subject: first, row: 'gone|' }, { runId: '', actor: 'audit' });
  const trail = audit.trail(audit.client(), NEW_KEYS);
  const changes = TEXTS.map((text, index) => ({ property: `rekisteri_property_${index}`, before: text, after: text }));
  const open = await trail.intend([{ subject: second, cause: 'meetings:1', changes }], RUN);
  await trail.conclude(open, new Map([[second, { outcome: 'applied' }]]), RUN);
  await audit.sealer(NEW_KEYS).seal();
  return { audit, texts: TEXTS };
}
