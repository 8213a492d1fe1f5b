import { startAzurite } from '../local/azurite.ts';
import { answerQuestions } from './child.ts';

const { connectionString } = await startAzurite();

answerQuestions({ address: () => connectionString });
