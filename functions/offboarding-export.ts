import { app } from '@azure/functions';
import { endpoints, guarded } from '../src/compose.ts';

app.http('offboardingExport', guarded(endpoints.offboardingExport));
