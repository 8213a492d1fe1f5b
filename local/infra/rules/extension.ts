import type { Template } from '../bicep/ast.ts';
import { type Finding, finding } from '../finding.ts';
import type { Files } from '../project.ts';

const LINE = /^extension 'br:mcr\.microsoft\.com\/bicep\/extensions\/microsoftgraph\/v1\.0:\d+\.\d+\.\d+'\n/;

/** Resources of Microsoft Graph need its extension, on the first line and nowhere else. */
export function checkExtension({ file, declarations }: Template, files: Files): Finding[] {
  const uses = declarations.some((each) => each.kind === 'resource' && each.type.startsWith('Microsoft.Graph/'));
  const text = files(file) ?? '';
  const place = { file, line: 1 };
  if (uses && !LINE.test(text))
    return [finding(place, "must begin with extension 'br:mcr.microsoft.com/bicep/extensions/microsoftgraph/v1.0:…'")];
  return !uses && text.startsWith('extension ') ? [finding(place, 'uses nothing of its extension')] : [];
}
