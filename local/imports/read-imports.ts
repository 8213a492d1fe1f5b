import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

/** That a file of ours imports another, values or types alike; paths from the project's root, with `/`. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly line: number;
  /** Whether nothing of it is there when the program runs: `import type`, `export type`. */
  readonly isOfTypes: boolean;
}

/** Every import of one file of ours by another, in the TypeScript files of `folders`. */
export function readImports(root: string, folders: readonly string[]): Import[] {
  const files = globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root },
  );
  return files
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort()
    .flatMap((file) => importsIn(file, readFileSync(path.join(root, file), 'utf8')));
}

/** Throws a `SyntaxError` when the file cannot be parsed: an import that is not seen is not checked. */
function importsIn(file: string, text: string): Import[] {
  const { program, errors } = parseSync(file, text);
  if (errors[0] !== undefined) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const named: { readonly value: unknown; readonly start: number; readonly isOfTypes: boolean }[] = [];
  const note = (node: {
    readonly type: string;
    readonly source: object | null;
    readonly importKind?: string;
    readonly exportKind?: string;
  }) => {
    const { type, source, importKind, exportKind } = node;
    const isOfTypes = type === 'TSImportType' || importKind === 'type' || exportKind === 'type';
    if (source !== null && 'value' in source && 'start' in source && typeof source.start === 'number')
      named.push({ value: source.value, start: source.start, isOfTypes });
  };
  new Visitor({
    ImportDeclaration: note,
    ExportNamedDeclaration: note,
    ExportAllDeclaration: note,
    ImportExpression: note,
    TSImportType: note,
  }).visit(program);
  return named.flatMap(({ value, start, isOfTypes }) => {
    if (typeof value !== 'string' || !value.startsWith('.')) return [];
    const line = text.slice(0, start).split('\n').length;
    return [{ from: file, to: path.posix.join(path.posix.dirname(file), value), line, isOfTypes }];
  });
}
