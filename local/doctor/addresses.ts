import { TableServiceClient } from '@azure/data-tables';
import type { StorageSettings } from '../../src/settings/storage.ts';

/** Where the tables are, without anything that lets somebody in; `undefined` of a connection string that is none. */
export function tableAddress(storage: StorageSettings): string | undefined {
  if (storage.kind === 'identity') return storage.tableServiceUri;
  try {
    const options = { allowInsecureConnection: true };
    const address = new URL(TableServiceClient.fromConnectionString(storage.connectionString, options).url);
    address.search = '';
    return address.href;
  } catch {
    return undefined;
  }
}
