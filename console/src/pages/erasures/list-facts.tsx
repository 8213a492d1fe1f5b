import type { ErasureAnswer } from '../../api/types.ts';
import { Actor } from '../../parts/actor.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Link } from '../../parts/link.tsx';
import { Section } from '../../parts/section.tsx';
import { Time } from '../../parts/time.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { Actors } from './actors.tsx';

/** Who did what with a list and when, and its hash. */
export function ListFacts({ list }: { list: ErasureAnswer }) {
  const t = useMessages('erasureList');
  const { language } = useLanguage();
  const { requestId, runId, listHash, withoutScope } = list;
  return (
    <Section title={t('facts')}>
      <Facts
        rows={[
          [t('ground'), codeText('erasureGrounds', language, list.ground)],
          [t('request'), requestId && <Link to={`/requests/${requestId}`}>{requestId}</Link>],
          [t('preparers'), <Actors ids={list.preparers} />],
          [t('approver'), list.approver && <Actor id={list.approver} />],
          [t('approvedAt'), list.approvedAt && <Time value={list.approvedAt} />],
          [t('executeFrom'), list.executeFrom && <Time value={list.executeFrom} />],
          [t('started'), list.executionStartedAt && <Time value={list.executionStartedAt} />],
          [t('finished'), list.finishedAt && <Time value={list.finishedAt} />],
          [t('withoutScope'), withoutScope.map((kind) => t(kind)).join(', ')],
          [t('run'), <Link to={`/runs/${runId}`}>{runId}</Link>],
          [
            t('trail'),
            <Link query={{ runId }} to="/audit">
              {t('showTrail')}
            </Link>,
          ],
          [t('hash'), listHash && <code class="hash">{listHash}</code>],
          [t('policyDigest'), <code class="hash">{list.policyDigest}</code>],
        ]}
      />
    </Section>
  );
}
