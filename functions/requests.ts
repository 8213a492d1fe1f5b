import { app } from '@azure/functions';
import { endpoints, guarded } from '../src/compose.ts';

app.http('requests', guarded(endpoints.requests));
