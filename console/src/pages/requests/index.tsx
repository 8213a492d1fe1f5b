import type { PageProps } from '../../routing/page-props.ts';
import { RequestList } from './list.tsx';
import { OneRequest } from './one.tsx';

/** Pyynnöt: the list, or the one that the address names. */
export default function RequestsPage({ id }: PageProps) {
  return id === undefined || id === '' ? <RequestList /> : <OneRequest id={id} key={id} />;
}
