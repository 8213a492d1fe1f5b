import { messages } from '../../words/messages.ts';

/** Texts of the page. */
export const pageMessages = messages({ title: 'Seloste' }, { title: 'Notice' });
