import { app } from '@azure/functions';
import { endpoints, guarded } from '../src/compose.ts';

app.http('contactNames', guarded(endpoints.contactNames));
