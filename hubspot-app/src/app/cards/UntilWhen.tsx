import { Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { type Day, dayOf, daysBetween, shownDay } from './days.ts';
import { STATUS_MEANINGS, STATUS_WORDS, type Status, TEXTS } from './messages.ts';
import type { Retention } from './retention.ts';
import { shortened } from './shortened.ts';
import { isRead, type Values } from './values.ts';

const VARIANTS = {
  active: 'success',
  ending_soon: 'warning',
  ended: 'danger',
  on_hold: 'info',
  unknown: 'default',
} as const satisfies Record<Status, string>;

interface UntilWhenProps {
  readonly values: Values;
  readonly retention: Retention;
  readonly today: Day;
}

/** The status, until when the data may be kept, and what that means. */
export function UntilWhen({ values, retention, today }: UntilWhenProps) {
  const { status } = retention;
  if (status.kind === 'known') {
    return (
      <Lines
        tag={STATUS_WORDS[status.value]}
        variant={VARIANTS[status.value]}
        headline={headline(status.value, retention, dayOf(values, 'rekisteri_hold_until'), today)}
        meaning={STATUS_MEANINGS[status.value]}
      />
    );
  }
  if (status.kind === 'odd') {
    return (
      <Lines
        tag={TEXTS.oddStatus(shortened(status.text))}
        headline={TEXTS.endUnknown}
        meaning={TEXTS.oddStatusMeaning}
      />
    );
  }
  if (!isRead(values, 'rekisteri_retention_status')) {
    return <Lines tag={TEXTS.unreadStatus} headline={TEXTS.endUnknown} meaning={TEXTS.unreadStatusMeaning} />;
  }
  return <Lines tag={TEXTS.noneYet} headline={TEXTS.endUnknown} meaning={TEXTS.noneYetMeaning} />;
}

function headline(status: Status, { endsOn }: Retention, hold: ReturnType<typeof dayOf>, today: Day): string {
  if (status === 'unknown') return TEXTS.endUnknown;
  const held =
    status === 'on_hold' && hold.kind === 'known' && hold.value >= today ? [TEXTS.heldUntil(shownDay(hold.value))] : [];
  if (endsOn.kind !== 'known') return [...held, endsOn.kind === 'odd' ? TEXTS.endUnknown : TEXTS.noEnd].join(' ');
  const day = shownDay(endsOn.value);
  const past = endsOn.value < today;
  if (status === 'on_hold') return [...held, past ? TEXTS.wouldHaveEnded(day) : TEXTS.wouldEnd(day)].join(' ');
  if (past) return TEXTS.endedOn(day);
  const left = status === 'ending_soon' ? [TEXTS.daysLeft(daysBetween(today, endsOn.value))] : [];
  return [TEXTS.keptUntil(day), ...left].join(' ');
}

interface LinesProps {
  readonly tag: string;
  readonly variant?: 'success' | 'warning' | 'danger' | 'info' | 'default';
  readonly headline: string;
  readonly meaning: string;
}

function Lines({ tag, variant = 'default', headline, meaning }: LinesProps) {
  return (
    <Flex direction="column" gap="xs">
      <StatusTag variant={variant}>{tag}</StatusTag>
      <Text format={{ fontWeight: 'bold' }}>{headline}</Text>
      <Text>{meaning}</Text>
    </Flex>
  );
}
