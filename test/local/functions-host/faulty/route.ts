import { app } from '@azure/functions';

app.http('constrained', { methods: ['GET'], authLevel: 'function', route: 'x/{id:int}', handler: async () => ({}) });
