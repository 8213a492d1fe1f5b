import { app } from '@azure/functions';

const handler = async () => ({ body: 'ok' });
app.http('twice', { methods: ['GET'], authLevel: 'function', handler });
app.http('twice', { methods: ['POST'], authLevel: 'function', handler });
