import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SafeError } from '../../src/safe-error.ts';
import { readArguments, TEXT } from '../command/arguments.ts';
import { givenPath, type Output } from '../command/output.ts';
import { assertShipped, inMegabytes } from './assert-shipped.ts';
import { PackageError } from './errors.ts';
import { shippedFiles } from './stage.ts';
import { zipOf } from './zip.ts';

/** What `--help` shows. */
export const USAGE = `Usage: npm run package -- [--out FILE] [--without-pdf]

  --out          the zip to write; else rekisteri.zip in the folder of the project
  --without-pdf  leaves out what makes PDFs of access copies (51 MB unpacked): they are then given as pages

The zip is what azd deploy --from-package takes (docs/deploy.md). The same sources and lock file give the same bytes.`;

/** `npm run package`, after the build. Gives the exit status: 0 done, 1 the package is not as it should be, 2 wrong usage. */
export function packageCommand(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  root: string,
  { out, err }: Output,
): number {
  try {
    const { file = join(root, 'rekisteri.zip'), withPdf } = readOptions(args, environment);
    if (!existsSync(join(root, 'dist/functions')))
      throw new PackageError('not_built', 'dist/functions is not there: npm run build makes it.');
    const files = shippedFiles(root, withPdf);
    const zip = zipOf(files);
    assertShipped(new Set(files.keys()), zip.length, withPdf);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, zip);
    const unpacked = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
    const sizes = `${files.size} files, ${inMegabytes(zip.length)}, ${inMegabytes(unpacked)} unpacked`;
    out(`${file}: ${sizes}, SHA-256 ${createHash('sha256').update(zip).digest('hex')}`);
    return 0;
  } catch (error) {
    if (!(error instanceof SafeError)) throw error;
    err(error.message);
    return error.code === 'usage' ? 2 : 1;
  }
}

function readOptions(args: readonly string[], environment: Readonly<Record<string, string | undefined>>) {
  const options = { out: TEXT, 'without-pdf': { type: 'boolean' } } as const;
  const { out, 'without-pdf': withoutPdf = false } = readArguments(USAGE, { args: [...args], options }).values;
  return { file: out === undefined ? undefined : givenPath(out, environment), withPdf: !withoutPdf };
}
