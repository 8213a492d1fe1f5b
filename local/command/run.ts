import type { Output } from './output.ts';

type Command = (
  args: readonly string[],
  environment: Record<string, string | undefined>,
  output: Output,
) => number | Promise<number>;

/** Runs a command of `npm run`, or shows how to use it where `--help` asks for that; the process ends with its exit status. */
export async function runCommand(usage: string, command: Command): Promise<void> {
  const [args, output] = [process.argv.slice(2), { out: console.log, err: console.error }];
  if (args.includes('--help')) output.out(usage);
  else process.exitCode = await command(args, process.env, output);
}
