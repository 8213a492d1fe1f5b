import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { copyTools } from '../../../src/rights/copy/copy-tools.ts';
import { giveCopy } from '../../../src/rights/copy/give.ts';
import { openDuties } from '../../../src/rights/requests/duties.ts';
import { requestsOf } from '../../../src/rights/requests/requests-of.ts';
import { auditEvents } from '../../support/audit-events.ts';
import { TEXT } from '../../support/erasure-world.ts';
import { decidedRequest, personRequest } from '../../support/person-request.ts';
import type { PersonRequest } from '../../../src/rights/requests/request.ts';
import { asked, blobsOf, OFFICER, startCopyWorld } from './copy-world.ts';

describe('a copy that is made within the call', () => {
  it.each(['json', 'html', 'pdf'] as const)('is given whole as %s, and recorded before that', async (format) => {
    const { app, request } = await startCopyWorld();
    const engine = app.newEngine();
    const given = await asked(engine, request, format);
    if (given.kind !== 'copy') throw new Error(given.kind);
    const { content, ...told } = given.made;
    expect(told.bytes).toBe(content.byteLength);
    expect(told.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    if (format !== 'pdf') expect(Buffer.from(content).toString()).toContain(TEXT);
    const kept = (await requestsOf(engine).find(request.id))?.request.disclosed;
    expect(kept).toEqual([{ at: expect.any(String), format, sha256: told.sha256, bytes: told.bytes, by: OFFICER }]);
    const events = await auditEvents(app.table('audit'));
    const cause = `request=${request.id} kind=access format=${format} sha256=${told.sha256} bytes=${told.bytes} places=${told.places}`;
    expect(events.map(({ action, subject, actor }) => [action, subject, actor])).toEqual(
      expect.arrayContaining([
        ['disclosed', `request:${request.id}`, OFFICER],
        ['disclosed', 'contact:101', OFFICER],
      ]),
    );
    expect(new Set(events.map((event) => event.cause))).toEqual(new Set([cause]));
    expect(told.places).toMatch(/^[a-z_]+:\d+(,[a-z_]+:\d+)*$/);
    expect(await blobsOf(app)).toEqual(new Map());
  });

  it.each<[string, Partial<PersonRequest>, string]>([
    ['of another kind', { kind: 'objection' }, 'other_kind'],
    ['of whom nobody knows who asks', { state: 'received', identity: null }, 'not_identified'],
    ['that was withdrawn', { state: 'withdrawn' }, 'ended'],
    ['that was refused', decidedRequest(['101'], { refused: { 'contact:101': 'rights_of_others' } }), 'refused'],
  ])('is not given for a request %s', async (_, more, why) => {
    const { app, request } = await startCopyWorld(more);
    expect(await asked(app.newEngine(), request)).toEqual({ kind: 'no_copy', why });
    const events = await auditEvents(app.table('audit'));
    expect(events.map(({ action, cause }) => [action, cause])).toEqual([['refused', 'action=copy reason=no_copy']]);
  });

  it('is not given for a request that there is not, nor in a form that there is not', async () => {
    const { app } = await startCopyWorld();
    const tools = copyTools(app.newEngine());
    expect(await giveCopy(tools, '20200101T000000000Z-00000000', ['json'], OFFICER)).toEqual({
      kind: 'unknown_request',
    });
    expect(await giveCopy(tools, personRequest([]).id, [], OFFICER)).toMatchObject({ kind: 'not_in_form' });
  });

  it('is for machines when it is to be taken along', async () => {
    const { app, request } = await startCopyWorld({ kind: 'portability' });
    expect(await asked(app.newEngine(), request, 'html')).toMatchObject({ kind: 'not_in_form' });
    const given = await asked(app.newEngine(), request, 'json');
    expect(given.kind).toBe('copy');
  });

  it('is refused as PDF when it is long, and says what to ask for', async () => {
    const { app, request } = await startCopyWorld();
    expect(await asked(app.newEngine(), request, 'pdf', { large: true })).toMatchObject({
      kind: 'not_in_form',
      why: expect.stringContaining('text/html'),
    });
  });

  it('is not given when something was decided while it was made', async () => {
    const { app, request } = await startCopyWorld();
    const tools = copyTools(app.newEngine());
    const decidedMeanwhile = {
      ...tools,
      partsOf: async function* (one: PersonRequest) {
        yield* tools.partsOf(one);
        const stored = await requestsOf(tools.engine).find(one.id);
        if (stored === undefined) throw new Error('no request');
        const { decision, state } = decidedRequest(['101'], { granted: ['contact:101'] });
        await requestsOf(tools.engine).save(stored, { decision, state });
      },
    };
    const given = await giveCopy(decidedMeanwhile, request.id, ['json'], OFFICER);
    expect(given).toEqual({ kind: 'no_copy', why: 'decided_since' });
    expect((await requestsOf(tools.engine).find(request.id))?.request.disclosed).toEqual([]);
  });

  it('is not given, and not said to be, when something cannot be read', async () => {
    const { app, request } = await startCopyWorld();
    app.hubspot.faults.add({ match: ({ path }) => path.includes('/notes/batch/read'), kind: '500' });
    await expect(asked(app.newEngine(), request)).rejects.toThrow();
    expect(await auditEvents(app.table('audit'))).toEqual([]);
    expect((await requestsOf(app.newEngine()).find(request.id))?.request.disclosed).toEqual([]);
  });
});

describe('the duty to give a copy', () => {
  it('is done by one that was given after the decision', () => {
    const policy = { processors: [] };
    const decided = decidedRequest(['101'], { granted: ['contact:101'] });
    const given = { format: 'json' as const, sha256: 'a', bytes: 1, by: OFFICER };
    const with_ = (at: string) => openDuties({ ...decided, disclosed: [{ ...given, at }] }, policy);
    expect(openDuties(decided, policy)).toEqual(['copy', 'answer_letter']);
    expect(with_('2026-11-22T07:59:59.999Z')).toEqual(['copy', 'answer_letter']);
    expect(with_('2026-11-22T08:00:00.000Z')).toEqual(['answer_letter']);
  });
});
