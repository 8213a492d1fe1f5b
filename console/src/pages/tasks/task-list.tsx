import { Due } from '../../parts/due.tsx';
import { Link } from '../../parts/link.tsx';
import { PersonName } from '../../parts/names.tsx';
import { Status } from '../../parts/status.tsx';
import type { Task } from './task.ts';

/** Tasks under each other. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul class="tasks">
      {tasks.map(({ key, title, to, query, dueOn, state, note, contactId }) => (
        <li key={key}>
          <p class="task-title">
            {query === undefined ? (
              <Link to={to}>{title}</Link>
            ) : (
              <Link query={query} to={to}>
                {title}
              </Link>
            )}
            <Status kind={state.kind}>{state.text}</Status>
          </p>
          {contactId !== undefined && (
            <p>
              <PersonName id={contactId} />
            </p>
          )}
          {dueOn !== null && (
            <p>
              <Due day={dueOn} />
            </p>
          )}
          {note !== undefined && <p class="soft">{note}</p>}
        </li>
      ))}
    </ul>
  );
}
