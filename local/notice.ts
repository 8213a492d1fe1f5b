import { noticeCommand, USAGE } from './notice/notice-command.ts';
import { runCommand } from './command/run.ts';

await runCommand(USAGE, noticeCommand);
