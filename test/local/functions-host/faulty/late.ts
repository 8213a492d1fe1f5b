import { app } from '@azure/functions';

const handler = async () => ({ body: 'ok' });

app.http('early', {
  methods: ['GET'],
  authLevel: 'function',
  handler: async () => {
    try {
      app.http('late', { methods: ['GET'], authLevel: 'function', handler });
      return { body: 'registered' };
    } catch (error) {
      return { body: String(error) };
    }
  },
});
