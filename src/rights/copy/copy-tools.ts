import type { Engine } from '../../work/engine.ts';
import type { CopyTools } from './tools.ts';

/** What copies for people are made with, in an app. */
export function copyTools(engine: Engine): CopyTools {
  const { timeZone } = engine.policy;
  return {
    engine,
    // All that makes copies is loaded for those who want one: nobody else waits for it.
    partsOf: async function* (request) {
      const { copyParts } = await import('./copy-parts.ts');
      yield* copyParts(engine, request);
    },
    write: {
      json: async function* (parts) {
        const { writeJson } = await import('./json.ts');
        yield* writeJson(parts);
      },
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
