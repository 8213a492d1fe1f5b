import { app } from '@azure/functions';

app.timer('badSchedule', { schedule: 'every day', handler: () => undefined });
