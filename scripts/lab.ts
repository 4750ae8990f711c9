// The lab without Docker: runs the services of docker-compose.yml as plain processes, verifies one request as
// that file says, and stops everything again.

import { chooseCollector, nameOf } from '../lab/collector-choice.ts';
import type { ProcessLab } from '../lab/processes.ts';
import { COMPOSE_FILE } from '../lab/root.ts';
import { runOnProcesses, verifyWords } from './gallery/on-processes.ts';
import type { LabOptions } from './options.ts';
import type { Circumstances } from './verify.ts';

/** Returns the exit code. */
export async function lab(options: LabOptions, circumstances: Circumstances): Promise<number> {
  const { report } = circumstances;
  const collector = await chooseCollector(options.collector, process.env);
  report({ kind: 'step', message: `Starting the services of docker-compose.yml as processes, with ${nameOf(collector)}.` });
  const { exitCode } = await runOnProcesses([COMPOSE_FILE], {
    ...circumstances, collector, meanwhile: async (running) => { if (options.keep) await stayUp(running, circumstances); },
  });
  return exitCode;
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
