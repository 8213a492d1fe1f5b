import { app } from '@azure/functions';
import { endpoints, guarded } from '../src/compose.ts';

app.http('statistics', guarded(endpoints.statistics));
