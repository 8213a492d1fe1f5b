import { PdfError } from './errors.ts';

/** What sets a document in PDF/UA; its data is a JSON text. */
export interface Typesetter {
  /** The PDF, or the signs that no font of it has. Blocks the process while it works. */
  set(template: string, data: string): { readonly pdf: Uint8Array } | { readonly unknown: ReadonlySet<number> };
}

/** Typst, a native module: loaded for whoever asks for a PDF. Throws `PdfError` where there is none for this platform. */
export async function loadTypst(): Promise<Typesetter> {
  const { NodeCompiler, PdfStandard } = await import('@myriaddreamin/typst-ts-node-compiler').catch(() => {
    throw new PdfError('pdf_unavailable', 'What makes PDFs does not run on this platform: ask for text/html.');
  });
  return {
    set: (template, document) => {
      const compiler = NodeCompiler.create({ fontArgs: [] });
      try {
        const compiled = compiler.compile({ mainFileContent: template, inputs: { document } });
        if (compiled.result === null) throw new PdfError('pdf_failed', NOT_SET);
        return { pdf: compiler.pdf(compiled.result, { pdfStandard: PdfStandard.UA_1 }) };
      } catch (error) {
        if (error instanceof PdfError) throw error;
        const unknown = unknownIn(error);
        // Its message quotes the text.
        if (unknown.size === 0) throw new PdfError('pdf_failed', NOT_SET);
        return { unknown };
      } finally {
        compiler.evictCache(0);
      }
    },
  };
}

const NOT_SET = 'The copy could not be set as a PDF: ask for text/html.';

/** PDF/UA takes no sign that cannot be shown, and the compiler names each; as Rust writes texts, twice over. */
const UNKNOWN = /the text `\\"(.+?)\\"` could not be displayed/gsu;

function unknownIn(error: unknown): ReadonlySet<number> {
  const said = error instanceof Error && 'code' in error ? String(error.code) : '';
  const unknown = new Set<number>();
  for (const [, quoted = ''] of said.matchAll(UNKNOWN)) {
    const text = quoted.replace(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    );
    for (const sign of text) {
      const code = sign.codePointAt(0) ?? 0;
      if (code > 0x7f) unknown.add(code);
    }
  }
  return unknown;
}
