import { Alert, Text } from '@hubspot/ui-extensions';

interface NoticeProps {
  /** What the notice is about, in a few words; without it the text stands alone. */
  readonly title?: string;
  readonly text: string;
  readonly variant?: 'info' | 'warning' | 'danger';
}

/** A sentence or two for staff. */
export function Notice({ title, text, variant = 'info' }: NoticeProps) {
  if (title === undefined) return <Text>{text}</Text>;
  return (
    <Alert title={title} variant={variant}>
      {text}
    </Alert>
  );
}
