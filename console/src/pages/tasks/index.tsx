import { Live } from '../../parts/live.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Names } from '../../parts/names.tsx';
import { Page } from '../../parts/page.tsx';
import { Problem } from '../../parts/problem.tsx';
import { Section } from '../../parts/section.tsx';
import { useSession } from '../../session/session.tsx';
import { useMessages } from '../../words/messages.ts';
import { TaskList } from './task-list.tsx';
import { useTasks } from './use-tasks.ts';

/** Tehtävät: what waits for whoever looks, and what they follow. */
export default function TasksPage() {
  const t = useMessages('tasks');
  const { can } = useSession();
  const { tasks, failed, isLoading, isCut } = useTasks();
  const mine = tasks.filter((task) => task.mine);
  const followed = tasks.filter((task) => !task.mine);
  const mayAct = can('officer', 'admin');
  // What could not be fetched is not nothing.
  const isWhole = !isLoading && failed.length === 0;
  return (
    <Page intro={t('intro')} title={t('title')}>
      <Live>{isWhole && mayAct ? <p>{t('count', { count: mine.length })}</p> : null}</Live>
      {failed.map(({ what, resource: { problem, reload } }) => (
        <Problem key={what} problem={problem} retry={reload} title={t(what)} />
      ))}
      <Names ids={tasks.flatMap(({ contactId }) => (contactId === undefined ? [] : [contactId]))}>
        {mayAct && (
          <Section title={t('mine')}>
            {mine.length > 0 ? <TaskList tasks={mine} /> : isWhole && <p class="empty">{t('nothingMine')}</p>}
            {isLoading && <Loading />}
          </Section>
        )}
        <Section title={t('followed')}>
          <p class="soft">{t('followedIntro')}</p>
          {followed.length > 0 ? <TaskList tasks={followed} /> : <p class="empty">{isWhole && t('nothingFollowed')}</p>}
          {isLoading && !mayAct && <Loading />}
        </Section>
      </Names>
      {isCut && <p>{t('more')}</p>}
    </Page>
  );
}
