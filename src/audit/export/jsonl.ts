import { parseJson } from '../../parse-json.ts';
import type { Format } from './format.ts';
import { EXPORT_FORMAT } from './record.ts';

/** JSON Lines: one JSON object a line, UTF-8, `\n` behind each. */
export const jsonl: Format = {
  name: 'jsonl',
  start: '',
  begins: `{"record":"export","format":"${EXPORT_FORMAT}"`,
  quoted: false,
  encode: (record) => `${JSON.stringify(record)}\n`,
  decode: parseJson,
};
