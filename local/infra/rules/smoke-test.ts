import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';
import type { Events } from './queries.ts';

const FILE = 'infra/smoke-test.sh';
const place = { file: FILE, line: 1 };

/** What `az` is asked, and which of it only reads. */
const COMMAND = /\b(?:ask|az) ([a-z][a-z -]*?)(?= --|$)((?:[^\\\n]|\\[\s\S])*)/gm;
const READS = /(?:^| )(?:show|list|query|get-access-token)$/;
/** The one that asks to write: under a condition that never holds, so that nothing is written either way. */
const NEVER_WRITES = '--if-match \'"0x0"\'';

/** The smoke test reads, and changes nothing; the functions that it looks for are there. */
export function checkSmokeTest(files: Files, { functions }: Events): Finding[] {
  const text = files(FILE);
  if (text === undefined) return [finding(place, 'is not there')];
  const commands = [...text.matchAll(COMMAND)].map(([, command = '', rest = '']) => ({ command, rest }));
  const writes = commands.filter(({ command, rest }) => {
    if (command === 'rest') return !rest.includes('--method GET');
    return command === 'storage blob upload' ? !rest.includes(NEVER_WRITES) : !READS.test(command);
  });
  const [, listed = ''] = /^for name in ([a-z][A-Za-z ]+); do$/m.exec(text) ?? [];
  const unknown = listed.split(' ').filter((name) => !functions.has(name));
  return [
    ...writes.map(({ command }) => finding(place, `az ${command} may change something: it has to read alone`)),
    ...unknown.map((name) => finding(place, `looks for the function ${name}, which there is not`)),
  ];
}
