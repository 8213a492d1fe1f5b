import { addressOf, api } from '../../api/client.ts';
import { download } from '../../api/download.ts';
import type { CertificateAnswer, ErasureAnswer } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { Button } from '../../parts/button.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { useMessages } from '../../words/messages.ts';
import { LeftActivities } from './left-activities.tsx';

/** The certificate of a list that was carried out, and what a human has to look through. */
export function CertificateSection({ list: { id } }: { list: ErasureAnswer }) {
  const t = useMessages('erasureList');
  const path = `/api/erasures/${id}/certificate`;
  const save = useAction((accept: 'text/html' | 'application/json') =>
    download(path, { accept, name: `poistotodistus-${id}.${accept === 'text/html' ? 'html' : 'json'}` }),
  );
  const fetchIt = useAction(() => api.get<CertificateAnswer>(path));
  return (
    <>
      <Section title={t('certificate')}>
        <p>{t('certificateText')}</p>
        <Problem problem={save.problem} />
        <div class="actions">
          <a class="button primary" href={addressOf(path)} rel="noopener" target="_blank">
            {t('openCertificate')}
          </a>
          <Button busy={save.busy} onClick={() => save.run('text/html')}>
            {t('saveHtml')}
          </Button>
          <Button busy={save.busy} onClick={() => save.run('application/json')}>
            {t('saveJson')}
          </Button>
        </div>
      </Section>
      <LeftActivities fetchIt={fetchIt} />
    </>
  );
}
