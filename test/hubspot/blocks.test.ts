import { describe, expect, test } from 'vitest';
import { room, type Told, tell, withoutOld } from '../../src/hubspot/blocks.ts';
import { type Block, MOST_BLOCKS } from '../../src/hubspot/budget-state.ts';

const NOW = 1_000_000;
const view = (now = NOW) => ({ now, windowMs: 10_000 });

function block(values: Partial<Block> = {}): Block {
  return { owner: 'a', id: 1, count: 10, grantedAt: NOW - 50, until: NOW, open: false, ...values };
}

describe('room', () => {
  test('a block counts until a window and a guard after its last answer', () => {
    expect(room([block()], view(), 10, 1)).toEqual({ free: 0, at: NOW + 10_250 });
    expect(room([block()], view(NOW + 10_249), 10, 1).free).toBe(0);
    expect(room([block()], view(NOW + 10_250), 10, 1).free).toBe(10);
  });

  test('says when as many are free as are needed', () => {
    const blocks = [block({ until: NOW + 300 }), block({ until: NOW + 100 }), block({ until: NOW + 200 })];
    expect(room(blocks, view(), 35, 5)).toEqual({ free: 5, at: NOW });
    expect(room(blocks, view(), 35, 6)).toEqual({ free: 5, at: NOW + 10_350 });
    expect(room(blocks, view(), 35, 25)).toEqual({ free: 5, at: NOW + 10_450 });
    expect(room(blocks, view(), 20, 1)).toEqual({ free: 0, at: NOW + 10_450 });
  });

  test('waits for a place in a full list, however small the blocks are', () => {
    const blocks = Array.from({ length: MOST_BLOCKS }, (_, index) => block({ count: 1, until: NOW + index }));
    expect(room(blocks, view(), 1_000, 1).at).toBe(NOW + 10_250);
    expect(room(blocks.slice(1), view(), 1_000, 1).at).toBe(NOW);
  });

  test('a time that no sound clock gives holds up nobody', () => {
    expect(room([block({ until: NOW + 86_400_000 })], view(), 10, 1)).toEqual({ free: 10, at: NOW });
  });
});

describe('tell', () => {
  const blocks = [block({ open: true, until: NOW + 25_000 }), block({ owner: 'b', open: true }), block({ id: 2 })];
  const told = (values: Partial<Told> = {}): Told => ({ id: 1, count: 10, until: NOW + 25_000, open: true, ...values });

  test('gives the very same when there is nothing new', () => {
    expect(tell(blocks, 'a', [told()])).toBe(blocks);
  });

  test('closes a block with the time of its last answer, and takes off what is given back', () => {
    expect(tell(blocks, 'a', [told({ open: false, count: 7, until: NOW + 5 })])).toEqual([
      block({ open: false, count: 7, until: NOW + 5 }),
      blocks[1],
      blocks[2],
    ]);
    expect(tell(blocks, 'a', [told({ open: false, count: 0, until: NOW })])).toEqual([blocks[1], blocks[2]]);
  });

  test('drops an open block that its owner does not know: the answer that granted it was lost', () => {
    expect(tell(blocks, 'a', [])).toEqual([blocks[1], blocks[2]]);
  });
});

test('blocks that count no more are kept for three seconds, as long as there is room for them', () => {
  const old = block({ id: 1, until: NOW - 10_251 });
  const older = block({ id: 2, until: NOW - 13_001 });
  const live = block({ id: 3 });
  expect(withoutOld([older, old, live], view())).toEqual([old, live]);
  const many = Array.from({ length: MOST_BLOCKS }, () => live);
  expect(withoutOld([old, ...many], view())).toEqual(many);
});
