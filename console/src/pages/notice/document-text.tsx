import type { NoticeAnswer } from '../../api/types.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { Table } from '../../parts/table.tsx';
import { useMessages } from '../../words/messages.ts';
import { addressToLinkTo } from './address.ts';

type SectionOfNotice = NoticeAnswer['sections'][number];
type Block = SectionOfNotice['blocks'][number];
type Line = NoticeAnswer['title'];

/** A document that the policy says, as text: each piece in its own language. */
export function DocumentText({ document: { lang, title, subtitle, facts, sections } }: { document: NoticeAnswer }) {
  return (
    <article class="document" lang={lang}>
      <h2>
        <LineText line={title} />
      </h2>
      {subtitle !== null && (
        <p class="intro">
          <LineText line={subtitle} />
        </p>
      )}
      <NamedFacts items={facts} />
      {sections.map((section) => (
        <SectionText key={section.id} section={section} />
      ))}
    </article>
  );
}

function SectionText({ section: { number, heading, article, blocks } }: { section: SectionOfNotice }) {
  const t = useMessages('notice');
  return (
    <Section title={number === null ? heading : `${number}. ${heading}`}>
      {article !== null && <p class="soft">{t('article', { article })}</p>}
      {blocks.map((block, place) => (
        <BlockText block={block} key={`${block.kind} ${place}`} />
      ))}
    </Section>
  );
}

function BlockText({ block }: { block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <LineText line={block.line} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((line) => (
            <li key={textOf(line)}>
              <LineText line={line} />
            </li>
          ))}
        </ul>
      );
    case 'facts':
      return (
        <>
          {block.caption !== null && <h3>{block.caption}</h3>}
          <NamedFacts items={block.items} />
        </>
      );
    case 'table':
      return (
        <Table<readonly Line[]>
          caption={block.caption}
          columns={block.columns.map((header, place) => ({
            key: header,
            header,
            rowHeader: place === 0,
            cell: (row) => <LineText line={row[place] ?? []} />,
          }))}
          rowKey={(row) => row.map(textOf).join(' ')}
          rows={block.rows}
        />
      );
  }
}

function NamedFacts({ items }: { items: readonly { readonly name: Line; readonly value: Line }[] }) {
  return <Facts rows={items.map(({ name, value }) => [textOf(name), <LineText key={textOf(name)} line={value} />])} />;
}

function LineText({ line }: { line: Line }) {
  return (
    <>
      {line.map(({ text, lang, href }) => {
        const address = addressToLinkTo(href);
        return (
          <span key={text} lang={lang}>
            {address === undefined ? text : <a href={address}>{text}</a>}
          </span>
        );
      })}
    </>
  );
}

function textOf(line: Line): string {
  return line.map(({ text }) => text).join('');
}
