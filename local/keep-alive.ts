/**
 * How long a server of this machine keeps a connection on which nothing is asked, in ms: longer than any client does. So the client lets
 * go of it, and no request is lost on a connection that the server has just closed, as happens by chance on a busy machine.
 */
export const KEEP_ALIVE_MS = 120_000;
