import { messages } from '../../words/messages.ts';

/** Texts of the page. */
export const pageMessages = messages({ title: 'Ajot ja kunto' }, { title: 'Runs and health' });
