import { noticeCommand } from './notice/notice-command.ts';

process.exitCode = await noticeCommand(process.argv.slice(2), process.env, { out: console.log, err: console.error });
