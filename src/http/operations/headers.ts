import type { HeaderDescription } from '../openapi/operation.ts';

/** Of an answer whose form depends on what was asked for. */
export const VARY_HEADER: HeaderDescription = {
  description: 'The form depends on the header Accept.',
  required: true,
  example: 'accept',
};

/** Leads to the next page; `example` is its address. */
export function linkHeader(example: string, none = 'Absent when there is none.'): HeaderDescription {
  return {
    description: `Address of the next page (RFC 8288). ${none}`,
    example: `<${example}>; rel="next"`,
  };
}

/** Has a browser save CSV under this name. */
export function csvFileHeader(name: string): HeaderDescription {
  return { description: 'With CSV.', example: `attachment; filename="${name}"` };
}
