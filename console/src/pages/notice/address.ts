/** What a text of the policy may lead to: a page, or an address of e-mail. Anything else, such as a script, is no link. */
export function addressToLinkTo(href: string | null): string | undefined {
  if (href === null) return undefined;
  const { protocol } = URL.parse(href) ?? { protocol: '' };
  return ['https:', 'http:', 'mailto:'].includes(protocol) ? href : undefined;
}
