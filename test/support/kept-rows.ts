import { inflateRawSync } from 'node:zlib';

/** Everything that a table holds, as text: its rows, and what is packed in them. */
export async function keptRows(table: { listEntities(): AsyncIterable<Record<string, unknown>> }): Promise<string> {
  const texts: string[] = [];
  for await (const row of table.listEntities()) {
    const pieces = Object.entries(row).flatMap(([name, value]) =>
      /^p\d\d$/.test(name) && value instanceof Uint8Array ? [value] : [],
    );
    if (pieces.length > 0) texts.push(inflateRawSync(Buffer.concat(pieces)).toString('utf8'));
    texts.push(JSON.stringify(row));
  }
  return texts.join('\n');
}
