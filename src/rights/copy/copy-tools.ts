import type { Engine } from '../../work/engine.ts';
import { SafeError } from '../../safe-error.ts';
import type { CopyTools } from './tools.ts';

/** What copies for people are made with, in an app. */
export function copyTools(engine: Engine): CopyTools {
  const { timeZone } = engine.policy;
  return {
    engine,
    partsOf: () => {
      throw new NoPartsError();
    },
    write: {
      json: async function* (parts) {
        yield* (await import('./html.ts')).writeHtml(parts, timeZone);
      },
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

class NoPartsError extends SafeError<'no_parts'> {
  constructor() {
    super('no_parts', 'Nothing can be read for copies.');
  }
}
