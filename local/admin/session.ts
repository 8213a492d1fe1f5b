import { readAccess } from './access.ts';
import { AdminClient } from './client.ts';
import type { CommonOptions } from './options.ts';
import type { Reply } from './reply.ts';
import type { World } from './world.ts';

/** What a command works with. */
export interface Session {
  readonly client: AdminClient;
  readonly world: World;
  readonly json: boolean;
  /** What was asked for: the answer as it is with `--json`, else what `words` makes of it. */
  tell(reply: Reply, words: () => string): void;
  /** What is said besides. */
  note(line: string): void;
}

/** Opens one as the command line says. */
export function openSession(options: CommonOptions, world: World): Session {
  const { json } = options;
  const print = (text: string) => world.out.write(text.endsWith('\n') ? text : `${text}\n`);
  return {
    client: new AdminClient(readAccess(options, world.environment), world.interrupt),
    world,
    json,
    tell: ({ text }, words) => {
      print(json ? text : words());
    },
    note: (line) => {
      world.err.write(`${line}\n`);
    },
  };
}
