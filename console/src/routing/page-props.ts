/** What a page gets: `id` of one of what it lists, where the address names one. */
export interface PageProps {
  readonly id?: string | undefined;
}
