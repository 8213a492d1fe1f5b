import { useEffect, useRef, useState } from 'preact/hooks';
import { api } from '../../api/client.ts';
import type { CopyReviewAnswer, PersonRequestAnswer, RectifiedRequest, RequestWithChoices } from '../../api/types.ts';
import { useAction } from '../../api/use-action.ts';
import { usePolling } from '../../api/use-polling.ts';
import { useFollowing, useResource } from '../../api/use-resource.ts';
import { Link } from '../../parts/link.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Names } from '../../parts/names.tsx';
import { News } from '../../parts/news.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { useLanguage } from '../../words/language.ts';
import { codeText, useMessages } from '../../words/messages.ts';
import { ActionForm, type OpenForm } from './action-form.tsx';
import { CopySection } from './copy.tsx';
import { DecisionSection } from './decision.tsx';
import { ErasureSection } from './erasure.tsx';
import { RequestFacts } from './request-facts.tsx';
import { LettersSection } from './letters.tsx';
import { NextSection } from './next.tsx';
import { type RequestAction, mayPrepareList } from './next-steps.ts';
import { RecipientsSection } from './recipients.tsx';
import { RectifiedSection } from './rectified.tsx';
import { ReviewSection } from './review.tsx';
import { TimelineSection } from './timeline.tsx';

/** While a run is about to do its part the page looks again so often. */
const LOOK_AGAIN_MS = 3_000;

/** What was done last, for whoever did it to be told of. */
interface Done {
  readonly action: RequestAction;
  readonly rectification?: RectifiedRequest['rectification'] | undefined;
}

/** One request, from receipt to answer. */
export function OneRequest({ id }: { id: string }) {
  const t = useMessages('request');
  const list = useMessages('requests');
  const { language } = useLanguage();
  const path = `/api/requests/${encodeURIComponent(id)}`;
  const resource = useResource((signal) => api.get<RequestWithChoices>(path, {}, { signal }), [path]);
  const { value, problem, reload } = resource;
  const [form, setForm] = useState<OpenForm>();
  const [done, setDone] = useState<Done>();
  const [review, setReview] = useState<CopyReviewAnswer>();
  const acting = useAction(async (action: RequestAction, body: unknown) => {
    try {
      const sent = await api.send<PersonRequestAnswer & Partial<RectifiedRequest>>('POST', `${path}/${action}`, body);
      return { action, rectification: sent.body.rectification };
    } finally {
      // Whatever came of it: the page shows how the request is now.
      await reload();
    }
  });
  const isWaitingForRun = value?.open.includes('restriction') ?? false;
  usePolling(isWaitingForRun ? LOOK_AGAIN_MS : undefined, reload);
  useFollowing(resource, value === undefined || isWaitingForRun || value.state === 'withdrawn');
  const open = (next: OpenForm) => {
    acting.clear();
    setForm(next);
  };
  const title = value === undefined ? list('request') : codeText('requestKinds', language, value.kind);
  return (
    <Page title={title}>
      <p>
        <Link to="/requests">{t('back')}</Link>
      </p>
      <News of={resource} />
      <Problem problem={problem} retry={reload} says={{ 404: t('gone') }} />
      {value === undefined && problem === undefined && <Loading />}
      {done !== undefined && <DoneNote done={done} shown={value} />}
      {value !== undefined && (
        <Names ids={value.contactIds}>
          <RequestFacts request={value} />
          <NextSection onOpen={open} request={value} />
          <ReviewSection onFound={setReview} request={value} review={review} />
          <CopySection onGiven={reload} request={value} />
          {(mayPrepareList(value) || value.left.length > 0 || value.erased.length > 0) && (
            <ErasureSection request={value} />
          )}
          <LettersSection onOpen={open} request={value} />
          <RecipientsSection onOpen={open} request={value} />
          <DecisionSection request={value} />
          <RectifiedSection request={value} />
          <TimelineSection request={value} />
          {form !== undefined && (
            <ActionForm
              busy={acting.busy}
              close={() => setForm(undefined)}
              form={form}
              problem={acting.problem}
              request={value}
              review={review}
              send={async (body) => {
                const now = await acting.run(form.action, body);
                if (now === undefined) return;
                setForm(undefined);
                setDone(now);
              }}
            />
          )}
        </Names>
      )}
    </Page>
  );
}

/** Tells that something is recorded, and takes the focus when it would be lost: the button that opened the form may be gone. */
function DoneNote({ done, shown }: { done: Done; shown: RequestWithChoices | undefined }) {
  const t = useMessages('request');
  const { language } = useLanguage();
  const { action, rectification } = done;
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement?.matches('body, main, section')) note.current?.focus();
  }, [done, shown]);
  return (
    <div class="notice" ref={note} role="status" tabIndex={-1}>
      <p>{codeText('actionsDone', language, action)}</p>
      {rectification !== undefined && <p>{codeText('rectifiedAs', language, rectification.as)}</p>}
      {rectification?.formerAddressKept === true && <p>{t('formerAddress')}</p>}
      {rectification?.property === 'email' && rectification.formerAddressKept === null && <p>{t('formerUnknown')}</p>}
    </div>
  );
}
