import { messages } from './messages.ts';

/** Who does things in the register. */
export const actorMessages = messages(
  { me: 'minä', timer: 'ajastin', key: 'funktioavain', audit: 'tapahtumaloki', user: 'käyttäjä {id}' },
  { me: 'me', timer: 'timer', key: 'function key', audit: 'audit trail', user: 'user {id}' },
);
