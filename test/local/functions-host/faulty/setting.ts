import { app } from '@azure/functions';

app.timer('unset', { schedule: '%A_SETTING_NOBODY_HAS%', handler: () => undefined });
