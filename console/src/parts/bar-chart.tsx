import { useId } from 'preact/hooks';
import { formatCount } from '../words/formats.ts';
import { useLanguage } from '../words/language.ts';

export interface Bar {
  readonly key: string;
  readonly label: string;
  /** A value for each of the chart's parts, in their order. */
  readonly values: readonly number[];
  /** Leads to what the bar counts. */
  readonly href?: string;
}

/**
 * Bars from the left, each of parts that differ in pattern as well as in colour, and with its number. The table with the same numbers
 * belongs beside it: there are those of the parts.
 */
export function BarChart({ title, parts, bars }: { title: string; parts: readonly string[]; bars: readonly Bar[] }) {
  const { language } = useLanguage();
  const id = useId();
  const most = Math.max(1, ...bars.map(({ values }) => sum(values)));
  return (
    <figure class="chart">
      <figcaption id={id}>{title}</figcaption>
      {parts.length > 1 && (
        <ul aria-hidden="true" class="legend">
          {parts.map((part, place) => (
            <li key={part}>
              <svg aria-hidden="true">
                <Part id={id} left={0} place={place} share={1} />
              </svg>
              {part}
            </li>
          ))}
        </ul>
      )}
      <svg aria-hidden="true" class="patterns">
        <Patterns id={id} />
      </svg>
      <ul aria-labelledby={id} class="bars">
        {bars.map(({ key, label, values, href }) => {
          const picture = (
            <>
              <span class="bar-label">{label}</span> {/* The titles are for the mouse. */}
              <svg aria-hidden="true">
                {values.map((value, place) => (
                  <g key={parts[place]}>
                    <title>{`${label}, ${parts[place] ?? ''}: ${formatCount(value, language)}`}</title>
                    <Part id={id} left={sum(values.slice(0, place)) / most} place={place} share={value / most} />
                  </g>
                ))}
              </svg>
              <span class="bar-number">{formatCount(sum(values), language)}</span>
            </>
          );
          return (
            <li key={key}>
              {href === undefined ? (
                <div class="bar">{picture}</div>
              ) : (
                <a class="bar" href={href}>
                  {picture}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </figure>
  );
}

/** So many parts differ; the next one looks like the first. */
const PATTERNS = ['M-4 4', 'M0 8L8 0', 'M4 0v8', 'M0 4h8', 'M0 0L8 8M0 8L8 0', 'M2 2h2v2H2z'];

function Part({ id, place, left, share }: { id: string; place: number; left: number; share: number }) {
  const kind = place % PATTERNS.length;
  const at = { x: `${left * 100}%`, width: `${share * 100}%`, height: '100%' };
  return (
    <>
      <rect {...at} class={`part-${kind}`} />
      <rect {...at} fill={`url(#${id}-${kind})`} />
    </>
  );
}

function Patterns({ id }: { id: string }) {
  return (
    <defs>
      {PATTERNS.map((path, place) => (
        <pattern height="8" id={`${id}-${place}`} key={path} patternUnits="userSpaceOnUse" width="8">
          <path class="hatch" d={path} />
        </pattern>
      ))}
    </defs>
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
