import { parseJson } from '../../parse-json.ts';
import type { Format } from './format.ts';

/** JSON Lines: one JSON object a line, UTF-8, `\n` behind each. */
export const jsonl: Format = {
  name: 'jsonl',
  start: '',
  quoted: false,
  encode: (record) => `${JSON.stringify(record)}\n`,
  decode: parseJson,
};
