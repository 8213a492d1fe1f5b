// How all HTTP functions of the app answer.
import '../src/http/streams.ts';
