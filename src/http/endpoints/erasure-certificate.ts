import { certificateOfList } from '../../rights/erasure/certificate-of-list.ts';
import { erasureOf } from '../../rights/erasure/look.ts';
import { html, json, problem } from '../answers.ts';
import { type Endpoint, NO_BODY } from '../endpoint.ts';
import { erasureRefusal } from '../erasure-refusal.ts';
import { erasureCertificateOperations } from '../operations/erasure-certificate.ts';
import { prefers } from '../prefers.ts';
import type { Register } from '../register.ts';
import { NO_QUERY } from '../request-query.ts';

/** `GET /api/erasures/{id}/certificate`. */
export const erasureCertificate: Endpoint<Record<string, never>, undefined, Register> = {
  name: 'erasureCertificate',
  operations: erasureCertificateOperations,
  route: 'erasures/{id}/certificate',
  personRequired: true,
  sameSiteOnly: true,
  query: NO_QUERY,
  body: NO_BODY,
  answer: async ({ params: { id = '' }, headers, register: { account, engine } }) => {
    const list = await erasureOf(engine, id);
    if (list === undefined) return erasureRefusal({ kind: 'unknown_list' });
    if (list.state !== 'completed' && list.state !== 'partly_completed')
      return problem(
        409,
        'No certificate yet',
        `The list is ${list.state}: there is a certificate once it was carried out.`,
      );
    const certificate = await certificateOfList(engine, list, account);
    if (!prefers('html', headers.get('accept'))) return json(200, certificate, { vary: 'accept' });
    // Loaded for those who want a page: nobody else waits for what makes it.
    const [{ certificatePage }, { PAGE_POLICY }] = await Promise.all([
      import('../../rights/erasure/certificate-page.ts'),
      import('../../rights/page.ts'),
    ]);
    return html(certificatePage(certificate, engine.policy.timeZone), PAGE_POLICY, { vary: 'accept' });
  },
};
