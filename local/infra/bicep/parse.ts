import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { type Finding, finding } from '../finding.ts';
import type { Template } from './ast.ts';
import { templateOf } from './declarations.ts';

let parser: Promise<Parser> | undefined;

async function load(): Promise<Parser> {
  await Parser.init();
  const made = new Parser();
  const require = createRequire(import.meta.url);
  made.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  return made;
}

/** What the grammar does not know, though Bicep does: an extension is named on the first line, and nowhere else. */
const EXTENSION = /^extension [^\n]*/;

/** Reads a file of Bicep: as a template, or what is wrong with its syntax. */
export async function parse(file: string, text: string): Promise<Template | readonly Finding[]> {
  parser ??= load();
  const tree = (await parser).parse(text.replace(EXTENSION, ''));
  if (tree === null) return [finding({ file, line: 1 }, 'cannot be read')];
  try {
    const faults = [...faultsIn(tree.rootNode, file)];
    return faults.length > 0 ? faults : templateOf(tree.rootNode, file);
  } catch (error) {
    if (error instanceof SyntaxError) return [finding({ file, line: 1 }, error.message)];
    throw error;
  } finally {
    tree.delete();
  }
}

function* faultsIn(node: Node, file: string): Generator<Finding> {
  if (!node.hasError) return;
  const place = { file, line: node.startPosition.row + 1 };
  if (node.isMissing) yield finding(place, `syntax: ${node.type} is missing`);
  else if (node.isError) yield finding(place, `syntax: not understood: ${node.text.slice(0, 60).split('\n')[0]}`);
  else for (const child of node.children) if (child !== null) yield* faultsIn(child, file);
}
