import { app } from '@azure/functions';

app.storageBlob('blob', { path: 'x/{name}', connection: 'FixtureStorage', handler: () => undefined });
