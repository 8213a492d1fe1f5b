import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainTextOf } from '../../../../src/rights/copy/text/plain-text.ts';

describe('plainTextOf', () => {
  it.each([
    ['<p>Hei <b>Aino</b>!</p><p>Nähdään.</p>', 'Hei Aino!\n\nNähdään.'],
    ['rivi<br>toinen<br><br>neljäs', 'rivi\ntoinen\n\nneljäs'],
    ['<ul><li>a<li>b</ul>loppu', '• a\n• b\nloppu'],
    ['<table><tr><td>1<td>2<tr><td>3</table>', '1 2\n3'],
    ['<a href="https://x.fi/a">linkki</a>', 'linkki (https://x.fi/a)'],
    ['<a href="https://x.fi">https://x.fi</a> <a href="mailto:a@b.fi">a@b.fi</a>', 'https://x.fi a@b.fi'],
    ['<a href="javascript:alert(1)">tästä</a>', 'tästä (javascript:alert(1))'],
    ['<img src="data:image/png;base64,AAAA" alt="Logo"><img src="cid:1">', '[kuva: Logo][kuva]'],
    ['5 &lt; 6 &amp; 7 &auml; &#x5e9;', '5 < 6 & 7 ä ש'],
    ['a < b', 'a < b'],
    ['alku a<b ja loppu', 'alku a<b ja loppu'],
    ['&lt;alku&gt; a<b', '<alku> a<b'],
    ['<p>alku</p> <a href="https://x.fi loppu', 'alku\n\n<a href="https://x.fi loppu'],
    ['<p>Aino <aino@example.fi> soitti</p>', 'Aino <aino@example.fi> soitti'],
    ['a<br><!-- b --><img alt="c">', 'a\n[kuva: c]'],
    ['<pre>  yksi\n  kaksi</pre>', 'yksi\n  kaksi'],
    ['<div>שלום עולם</div>', 'שלום עולם'],
    ['<template><p>b</p><script>c</script></template>a', 'b\n\na'],
    ['Nimi <input value="Aino"> ja <input type="checkbox">loppu', 'Nimi Aino ja loppu'],
    ['a<iframe src="https://v.fi/1"></iframe><object data="x.bin">b</object>', 'a [https://v.fi/1] b'],
    ['', ''],
  ])('reads %j as %j', (html, text) => {
    expect(plainTextOf(html).text).toBe(text);
  });

  it.each([
    '<p>a</p><script>alert("x")</script>',
    '<style>p { color: red }</style><p>a</p>',
    '<SCRIPT src=x></SCRIPT >a',
    'a<!-- piilossa -->',
  ])('leaves out of %j what is no text, and says so', (html) => {
    expect(plainTextOf(html)).toEqual({ text: 'a', hadCode: true });
  });

  it('shows what an element that nobody closes would swallow', () => {
    expect(plainTextOf('<p>a</p><script>tärkeää')).toEqual({ text: 'a\n\ntärkeää', hadCode: false });
  });

  it('loses no word, however often elements are nested or left open', () => {
    const word = fc.stringMatching(/^[a-zåäö]{1,8}$/);
    const tag = fc.constantFrom(
      'b',
      'p',
      'div',
      'a href="x"',
      'li',
      'td',
      'span',
      'pre',
      'br',
      '/p',
      '/a',
      '/div',
      '/td',
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, tag)), (pieces) => {
        const { text } = plainTextOf(pieces.map(([one, name]) => `${one} <${name}>`).join(''));
        const shown = text.replaceAll('•', ' ').replaceAll('(x)', ' ').split(/\s+/).filter(Boolean);
        expect(shown).toEqual(pieces.map(([one]) => one));
      }),
    );
  });

  it('reads 5 MB, and what is nested a hundred thousand times', () => {
    const long = '<p>rivi <b>tekstiä</b></p>'.repeat(200_000);
    expect(plainTextOf(long).text.split('\n\n')).toHaveLength(200_000);
    expect(plainTextOf(`${'<div>'.repeat(100_000)}x`).text).toBe('x');
  });
});
