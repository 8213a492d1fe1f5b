import { app, output } from '@azure/functions';

app.http('output', {
  methods: ['GET'],
  authLevel: 'function',
  extraOutputs: [output.storageQueue({ queueName: 'x', connection: 'FixtureStorage' })],
  handler: async () => ({ body: 'ok' }),
});
