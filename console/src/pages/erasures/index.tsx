import type { PageProps } from '../../routing/page-props.ts';
import { ErasureListPage } from './erasure-list.tsx';
import { Lists } from './lists.tsx';

/** Poistolistat: all of them, or the one that the address names. */
export default function ErasuresPage({ id }: PageProps) {
  return id === undefined || id === '' ? <Lists /> : <ErasureListPage id={id} key={id} />;
}
