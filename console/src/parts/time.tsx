import { formatCount, formatDay, formatTime } from '../words/formats.ts';
import { useLanguage } from '../words/language.ts';

/** An instant in Finnish time; a dash where there is none. */
export function Time({ value }: { value: string | null | undefined }) {
  const { language } = useLanguage();
  return value ? <time dateTime={value}>{formatTime(value, language)}</time> : <Dash />;
}

/** A calendar date; a dash where there is none. */
export function Day({ value }: { value: string | null | undefined }) {
  const { language } = useLanguage();
  return value ? <time dateTime={value}>{formatDay(value, language)}</time> : <Dash />;
}

/** A number as the language writes it. */
export function Count({ n }: { n: number }) {
  const { language } = useLanguage();
  return <>{formatCount(n, language)}</>;
}

function Dash() {
  return <span class="dash">–</span>;
}
