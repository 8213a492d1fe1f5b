import { app } from '@azure/functions';
import { consolePage } from '../src/compose.ts';

app.http('console', consolePage);
