import { app } from '@azure/functions';
import { endpoints, guarded } from '../src/compose.ts';

app.http('requestCopy', guarded(endpoints.requestCopy));
app.http('requestPreparedCopy', guarded(endpoints.requestPreparedCopy));
