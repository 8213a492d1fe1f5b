import type { TableClient } from '@azure/data-tables';
import { LeaseLostError } from '../../src/runs/session.ts';
import type { Engine } from '../../src/work/engine.ts';

/**
 * An engine, of its own, whose process dies at its `at`-th step: a request to HubSpot, a step of the audit trail, or a write to the
 * tables of what is remembered and kept of people, and of their requests, or to blobs of copies. Every step counts twice, once before
 * it happens and once after, when its result is lost. Steps before `hasBegun` are not counted.
 */
export function dyingEngine(engine: Engine, at: number, hasBegun: () => boolean = () => true): Engine {
  let steps = 0;
  const die = () => {
    if (hasBegun()) steps += 1;
    if (steps >= at) throw new LeaseLostError('The process has died.');
  };
  const dying =
    <Given extends unknown[], Result>(step: (...given: Given) => Promise<Result>) =>
    async (...given: Given): Promise<Result> => {
      die();
      const result = await step(...given);
      die();
      return result;
    };
  const { audit, hubspot, storage } = engine;
  for (const table of [storage.index, storage.erasures, storage.erased, storage.requests]) dieWriting(table, dying);
  const { copies } = storage;
  Object.assign(copies, {
    create: dying(copies.create.bind(copies)),
    append: dying(copies.append.bind(copies)),
    delete: dying(copies.delete.bind(copies)),
  });
  return {
    ...engine,
    hubspot: {
      ...hubspot,
      transport: { ...hubspot.transport, send: (request) => dying(() => hubspot.transport.send(request))() },
    },
    audit: {
      open: () => audit.open(),
      intend: dying((intents, author) => audit.intend(intents, author)),
      conclude: dying((open, conclusions, author) => audit.conclude(open, conclusions, author)),
      record: dying((occurrences, author) => audit.record(occurrences, author)),
    },
  };
}

type Dying = <Given extends unknown[], Result>(
  step: (...given: Given) => Promise<Result>,
) => (...given: Given) => Promise<Result>;

/** Has every write to a table be such a step. */
export function dieWriting(table: TableClient, dying: Dying): void {
  Object.assign(table, {
    submitTransaction: dying(table.submitTransaction.bind(table)),
    createEntity: dying(table.createEntity.bind(table)),
    updateEntity: dying(table.updateEntity.bind(table)),
    upsertEntity: dying(table.upsertEntity.bind(table)),
    deleteEntity: dying(table.deleteEntity.bind(table)),
  });
}
