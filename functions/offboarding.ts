// How all HTTP functions of the app answer.
import '../src/http/streams.ts';
import { app } from '@azure/functions';
import { endpoints, guarded } from '../src/compose.ts';

app.http('offboarding', guarded(endpoints.offboarding));
