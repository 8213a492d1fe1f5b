import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  private: z.boolean(),
  type: z.string(),
  main: z.string(),
  engines: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});

/** What the deployed app needs of package.json: without scripts, so that no build of the platform has anything to do. */
export function shippedManifest(text: string, withPdf: boolean): string {
  const { dependencies, ...manifest } = manifestSchema.parse(JSON.parse(text));
  const shipped = Object.entries(dependencies).filter(([name]) => withPdf || !name.startsWith('@myriaddreamin/'));
  return `${JSON.stringify({ ...manifest, dependencies: Object.fromEntries(shipped) }, undefined, 2)}\n`;
}
