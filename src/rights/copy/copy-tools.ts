import type { Engine } from '../../work/engine.ts';
import { copyParts } from './copy-parts.ts';
import { writeJson } from './json.ts';
import type { CopyTools } from './tools.ts';

/** What copies for people are made with, in an app. */
export function copyTools(engine: Engine): CopyTools {
  const { timeZone } = engine.policy;
  return {
    engine,
    partsOf: (request) => copyParts(engine, request),
    write: {
      json: writeJson,
      // Pages and PDFs are loaded for those who want them: nobody else waits for what makes them.
      html: async function* (parts) {
        const { writeHtml } = await import('./html.ts');
        yield* writeHtml(parts, timeZone);
      },
    },
    writePdf: async function* (parts) {
      const { writePdf } = await import('./pdf/write-pdf.ts');
      yield await writePdf(parts, timeZone);
    },
  };
}
