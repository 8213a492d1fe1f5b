/** Of the add-on itself: what the deployed app reads, and nothing else. `dist/console` is there when the console was built. */
const OWN = ['host.json', 'dist/functions/', 'dist/src/', 'dist/console/', 'policy/'];

/** What the native module that makes PDFs consists of; without it PDFs are refused and all else works. */
const OF_PDF = /^node_modules\/@myriaddreamin\//u;

/** Of packages: source maps, types, sources that were compiled, and what only its authors need. Licences are kept. */
const UNNEEDED = [
  /\.(?:map|ts|mts|cts|tsx|flow|coffee|tsbuildinfo|nycrc|eslintrc|npmignore|editorconfig|markdown|md|yml|yaml|html|lua|sh)$/iu,
  /(?:^|\/)\.[^/]+/u,
];
const LICENCE = /(?:^|\/)(?:licen[cs]e|copying|notice)[^/]*$/iu;

/** Whether a file of the project, by its path with `/`, is deployed. */
export function isShipped(path: string, withPdf: boolean): boolean {
  if (path.startsWith('node_modules/')) {
    if (!withPdf && OF_PDF.test(path)) return false;
    return LICENCE.test(path) || !UNNEEDED.some((pattern) => pattern.test(path));
  }
  return OWN.some((own) => path === own || (own.endsWith('/') && path.startsWith(own))) && !path.endsWith('.map');
}
