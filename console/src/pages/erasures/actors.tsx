import { Actor } from '../../parts/actor.tsx';

/** Several people who did something together. */
export function Actors({ ids }: { ids: readonly string[] }) {
  return (
    <>
      {ids.map((id, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <Actor id={id} />
        </span>
      ))}
    </>
  );
}
