import { BREAK } from './signs.ts';

/**
 * How a PDF is set, in Typst. What is written in it comes as JSON in `sys.inputs` and is never part of this text, so nothing that anybody
 * wrote is markup. A place to break a line is a run of its own, or what reads the PDF would take it for part of the letter before it.
 * Fonts are those inside the compiler, whatever the machine has besides: `fallback: false`.
 */
export const TEMPLATE = `
#let document-of-copy = json(bytes(sys.inputs.at("document")))
#set document(title: document-of-copy.title)
#set page(
  paper: "a4",
  margin: (x: 18mm, y: 20mm),
  footer: context align(center, text(size: 8pt, counter(page).display("1 / 1", both: true))),
)
#set text(lang: "fi", region: "fi", size: 9.5pt, hyphenate: false, fallback: false,
  font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"))
#set par(justify: false)
#set table(stroke: 0.5pt + rgb("#767676"), inset: 4pt)
#set figure(supplement: none, numbering: none, gap: 4pt)
#set figure.caption(position: top)
#show figure: set block(breakable: true)
#show figure: set align(start)
#show figure.caption: it => align(start, strong(it.body))
#show heading: set block(above: 1.4em, below: 0.8em)
#let gap = text(size: 0.1pt, "${BREAK}")
#let lines(it) = it.split("\\n").map(line => line.split("${BREAK}").join(gap)).join(linebreak())
#let plain(rows) = rows.map(row => row.map(lines)).flatten()
#for block-of-copy in document-of-copy.blocks {
  let it = block-of-copy
  if it.kind == "title" { heading(level: 1, lines(it.text)) }
  else if it.kind == "heading" { heading(level: it.level, lines(it.text)) }
  else if it.kind == "paragraph" { par(lines(it.text)) }
  else if it.kind == "pairs" { terms(..it.pairs.map(pair => terms.item(lines(pair.at(0)), lines(pair.at(1))))) }
  else if it.kind == "text" { terms(terms.item(lines(it.label), block(breakable: true, inset: (left: 6pt), lines(it.text)))) }
  else if it.kind == "table" {
    figure(
      kind: table,
      caption: lines(it.caption),
      table(
        columns: (1fr,) * it.columns.len(),
        align: start,
        table.header(..it.columns.map(name => strong(name))),
        ..plain(it.rows),
      ),
    )
  }
}
`;
