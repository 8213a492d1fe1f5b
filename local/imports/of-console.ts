import type { Import } from './read-imports.ts';

/** Folders of the console, each of which imports only from those before it; `main.tsx` comes last. */
const LAYERS: readonly string[] = ['styles', 'api', 'words', 'routing', 'session', 'parts', 'pages', 'app'];

const CONSOLE = 'console/';
const SOURCES = 'console/src/';
const SCHEMAS = 'src/http/schemas/';

/** Imports of the console that it may not have: it takes of the program only the types of answers, for all else would be sent to browsers. */
export function ofConsole(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const fault = one.from.startsWith(CONSOLE) ? faultOf(one) : undefined;
    return fault === undefined ? [] : [`${one.from}:${one.line} imports ${one.to}: ${fault}`];
  });
}

function faultOf({ from, to, isOfTypes }: Import): string | undefined {
  if (!to.startsWith(CONSOLE)) {
    if (to.startsWith(SCHEMAS) && isOfTypes) return undefined;
    return `the console imports types of ${SCHEMAS} only, with "import type".`;
  }
  const [own, other] = [rankOf(from), rankOf(to)];
  if (own === -1 || other === -1)
    return 'a folder has no place in the order: give it one in local/imports/of-console.ts.';
  return other > own ? 'its folder comes later in the order (docs/console.md).' : undefined;
}

/** Files that stand loose, as `main.tsx` does, come last; -1 for a folder that has no place. */
function rankOf(file: string): number {
  const [folder = '', ...rest] = file.slice(SOURCES.length).split('/');
  return rest.length === 0 || !file.startsWith(SOURCES) ? LAYERS.length : LAYERS.indexOf(folder);
}
