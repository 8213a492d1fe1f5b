import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import * as en from './src/words/en/tables.ts';
import * as fi from './src/words/fi/tables.ts';
import { pack } from './src/words/packed.ts';

/** Puts a `.br` and a `.gz` beside each file, so that nothing is compressed while somebody waits. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    writeBundle({ dir }, bundle) {
      if (dir === undefined) return;
      for (const name of Object.keys(bundle)) {
        const file = join(dir, name);
        const bytes = readFileSync(file);
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

/** Vite's own way to fetch a part looks after styles and preloads, of which there are none here: the browser's is enough. */
function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    load: (id) => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load();' : null),
  };
}

/** Packs each language now: the page gets no more than what came of it. */
function packedWords(): Plugin {
  const tables = new Map(Object.entries({ fi, en }));
  return {
    name: 'packed-words',
    enforce: 'pre',
    load(id) {
      const words = tables.get(/\/words\/(\w+)\/index\.ts$/.exec(id)?.[1] ?? '');
      if (words === undefined) return null;
      return `export default ${JSON.stringify(pack(words))};`;
    },
  };
}

/** The console as `npm run build` makes it: one page, scripts and styles under names that tell what is in them. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/api/console/',
  plugins: [plainImports(), packedWords(), compressed()],
  oxc: {
    // A call for each element is shorter than the object that the automatic way makes.
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment' },
    jsxInject: "import { Fragment, h } from 'preact';",
  },
  build: {
    outDir: fileURLToPath(new URL('../dist/console', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // The page's policy refuses what is inline, and `data:` addresses.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: false,
  },
  logLevel: 'warn',
});
