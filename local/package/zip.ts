import { type Zippable, zipSync } from 'fflate';

const UNIX = 3;
/** A plain file that everybody may read. */
const MODE = 0o100644;

/** Zips files by their paths: the same bytes whenever, wherever and in whichever order it is given them. */
export function zipOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const sorted = [...files].toSorted(([one], [other]) => (one < other ? -1 : 1));
  // The first moment that a zip knows; zips have times by the clock of the machine that makes them.
  const mtime = new Date(1980, 0, 1);
  const options = { mtime, os: UNIX, attrs: MODE * 0x10000, level: 9 } as const;
  const zippable: Zippable = Object.fromEntries(sorted.map(([path, bytes]) => [path, [bytes, options]]));
  return zipSync(zippable);
}
