// The lab without Docker: runs the services of docker-compose.yml as plain processes, verifies one request as
// that file says, and stops everything again.

import { chooseCollector, type CollectorChoice } from '../lab/collector-choice.ts';
import { readTopology } from '../lab/compose-file.ts';
import { Problem } from '../lab/problem.ts';
import { ProcessLab } from '../lab/processes.ts';
import { COMPOSE_FILE } from '../lab/root.ts';
import { type LabOptions, verifyCommand, type VerifyOptions } from './options.ts';
import { type Circumstances, verify } from './verify.ts';

/** Returns the exit code. */
export async function lab(options: LabOptions, circumstances: Circumstances): Promise<number> {
  const { report, signal } = circumstances;
  const collector = await chooseCollector(options.collector, process.env);
  report({ kind: 'step', message: `Starting the services of docker-compose.yml as processes, with ${describe(collector)}.` });
  const running = await ProcessLab.startFor('verify', readTopology([COMPOSE_FILE], process.env), { collector, signal });
  const end = new AbortController();
  const untilEnd = { ...circumstances, signal: AbortSignal.any([signal, end.signal]) };
  try {
    const exitCode = await Promise.race([verify(asTheFileSays(running), untilEnd), endOfCollector(running)]);
    if (options.keep) await stayUp(running, circumstances);
    return exitCode;
  } finally {
    end.abort();
    await running.stop();
  }
}

/** The options behind `verify` in the command of the one-shot service, with this machine's ports and paths. */
function asTheFileSays(running: ProcessLab): VerifyOptions {
  return verifyCommand().parse(verifyWords(running), { from: 'user' }).opts();
}

function verifyWords(running: ProcessLab): string[] {
  const { command } = running.service('verify');
  return command.slice(command.indexOf('verify') + 1);
}

async function endOfCollector(running: ProcessLab): Promise<never> {
  const collector = running.child('collector');
  const end = await collector.ended;
  throw new Problem(5, `The Collector ended with ${end}. It wrote:\n${collector.lastWords()}`);
}

async function stayUp(running: ProcessLab, { report, signal }: Circumstances): Promise<void> {
  report({ kind: 'step', message: `Service A: curl http://${running.address('service-a', 8081)}/call-b` });
  report({ kind: 'step', message: `Service B: curl http://${running.address('service-b', 8082)}/work` });
  report({ kind: 'step', message: `More requests: npm run verify -- ${verifyWords(running).join(' ')}` });
  report({ kind: 'step', message: `OTLP over HTTP: http://${running.address('collector', 4318)}` });
  report({ kind: 'step', message: `Logs and span files: ${running.folder}` });
  report({ kind: 'step', message: 'The lab stays up. Stop it with Ctrl+C.' });
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  signal.throwIfAborted();
}

function describe({ kind, command }: CollectorChoice): string {
  return kind === 'embedded' ? 'the embedded collector' : `the OpenTelemetry Collector \`${command[0]}\``;
}
