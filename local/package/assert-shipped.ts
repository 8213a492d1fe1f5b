import { PackageError } from './errors.ts';

const MEGABYTE = 1024 * 1024;
/** More takes long to upload and to start from. */
const MOST_BYTES = { withPdf: 60 * MEGABYTE, withoutPdf: 15 * MEGABYTE };

/** What has to be there, by a path or the beginning of one. */
const NEEDED = [
  'host.json',
  'package.json',
  'policy/schema.json',
  'policy/asiakasrekisteri.json',
  'policy/letters/answer.fi.md',
  'dist/src/compose.js',
  'dist/functions/health.js',
  'dist/console/index.html',
  'node_modules/@azure/functions/package.json',
];
const TYPESETTER = 'node_modules/@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu/';

/** Throws `PackageError` when something is lacking, when the wrong native module is there, or the zip is too large. */
export function assertShipped(paths: ReadonlySet<string>, zipBytes: number, withPdf: boolean): void {
  const lacking = NEEDED.filter((path) => !paths.has(path));
  if (lacking.length > 0)
    throw new PackageError('incomplete', `The package lacks ${lacking.join(', ')}: run npm run build, and look at it.`);
  const natives = [...paths].filter((path) => path.endsWith('.node'));
  const wanted = natives.filter((path) => path.startsWith(TYPESETTER));
  if (natives.length !== wanted.length || (wanted.length === 1) !== withPdf)
    throw new PackageError('incomplete', `The native modules are not those of Linux on x64: ${natives.join(', ')}.`);
  const most = withPdf ? MOST_BYTES.withPdf : MOST_BYTES.withoutPdf;
  if (zipBytes > most)
    throw new PackageError('too_large', `The package has ${inMegabytes(zipBytes)}, ${inMegabytes(most)} at most.`);
}

/** As people read it: `7.6 MB`. */
export function inMegabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
