import { app } from '@azure/functions';

/**
 * Answers leave as they are made: the worker takes each HTTP request, and answers it, over HTTP instead of in one message
 * (docs/adr/0020). Set once for the whole app, when the first function is loaded.
 */
app.setup({ enableHttpStream: true });
