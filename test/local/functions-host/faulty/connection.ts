import { app } from '@azure/functions';

app.storageQueue('unconnected', { queueName: 'x', connection: '', handler: () => undefined });
