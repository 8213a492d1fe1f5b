import { Flex, Heading, Text } from '@hubspot/ui-extensions';
import { shownDay } from './days.ts';
import { DECISION_WORDS, PROPERTY_WORDS, TEXTS } from './messages.ts';
import { Notice } from './Notice.tsx';
import { shortened } from './shortened.ts';
import { requestWord, type Waiting } from './waiting.ts';

/** What waits, each with what to do about it. */
export function WaitingList({ waiting }: { readonly waiting: readonly Waiting[] }) {
  return (
    <Flex direction="column" gap="sm">
      <Heading>{TEXTS.waiting}</Heading>
      {waiting.length === 0 && <Text>{TEXTS.nothingWaits}</Text>}
      {waiting.map(noticeOf).map((words) => (
        <Notice key={words.title} {...words} />
      ))}
    </Flex>
  );
}

interface Words {
  readonly title: string;
  readonly text: string;
  readonly variant: 'info' | 'warning' | 'danger';
}

function noticeOf(item: Waiting): Words {
  switch (item.kind) {
    case 'requests':
      return requests(item);
    case 'decision_missing':
      return { title: TEXTS.decisionMissing, text: TEXTS.decisionMissingMeaning, variant: 'warning' };
    case 'decided': {
      const text = item.decision === 'erase' ? TEXTS.decidedErase : TEXTS.decidedKeep;
      return { title: TEXTS.decided(DECISION_WORDS[item.decision]), text, variant: 'info' };
    }
    case 'decided_early':
      return { title: TEXTS.decided(DECISION_WORDS[item.decision]), text: TEXTS.decidedEarly, variant: 'warning' };
    case 'consent_review':
      return { title: TEXTS.consentReview, text: TEXTS.consentReviewMeaning, variant: 'warning' };
    case 'restricted':
      return { title: TEXTS.restricted, text: TEXTS.restrictedMeaning, variant: 'danger' };
    case 'hold':
      return {
        title: TEXTS.hold(shownDay(item.until)),
        text: item.reason === '' ? TEXTS.holdWithoutReason : TEXTS.holdReason(shortened(item.reason)),
        variant: item.reason === '' ? 'warning' : 'info',
      };
    case 'hold_over':
      return { title: TEXTS.holdOver(shownDay(item.until)), text: TEXTS.holdOverMeaning, variant: 'info' };
    case 'hold_without_day':
      return { title: TEXTS.holdWithoutDay, text: TEXTS.holdWithoutDayMeaning, variant: 'warning' };
    case 'status_behind':
      return { title: TEXTS.statusBehind, text: TEXTS.statusBehindMeaning, variant: 'info' };
    case 'odd':
      return {
        title: TEXTS.odd(PROPERTY_WORDS[item.property]),
        text: TEXTS.oddMeaning(shortened(item.text)),
        variant: 'warning',
      };
    case 'unread': {
      const names = item.properties.map((property) => PROPERTY_WORDS[property]).join(', ');
      return { title: TEXTS.unreadProperties, text: TEXTS.unreadPropertiesMeaning(names), variant: 'warning' };
    }
  }
}

function requests({ kinds, due, overdue }: Extract<Waiting, { kind: 'requests' }>): Words {
  const named = kinds.length === 0 ? TEXTS.requestNotNamed : kinds.map(requestWord).join(', ');
  const day = due.kind === 'known' ? shownDay(due.value) : undefined;
  const until = day === undefined ? TEXTS.dueUnknown : overdue ? TEXTS.wasDue(day) : TEXTS.due(day);
  return {
    title: overdue ? TEXTS.requestsOverdue : TEXTS.requests,
    text: TEXTS.requestsMeaning(shortened(named), until),
    variant: overdue ? 'danger' : 'warning',
  };
}
