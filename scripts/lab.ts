// The lab without Docker, whole or as a scenario breaks it: runs the services of docker-compose.yml as plain
// processes, verifies as that file says, and stops everything again.

import { relative } from 'node:path';

import { chooseCollector, nameOf } from '../lab/collector-choice.ts';
import { readScenarios } from '../lab/gallery.ts';
import { Problem } from '../lab/problem.ts';
import type { ProcessLab } from '../lab/processes.ts';
import { COMPOSE_FILE, ROOT } from '../lab/root.ts';
import { judgedRow } from '../verifier/gallery.ts';
import { lacks, NO_PROCESSORS } from './gallery/exhibit.ts';
import { runOnProcesses, verifyWords } from './gallery/on-processes.ts';
import type { LabOptions } from './options.ts';
import type { Circumstances } from './verify.ts';

/** Returns the exit code. */
export async function lab(options: LabOptions, circumstances: Circumstances): Promise<number> {
  const { report } = circumstances;
  const [scenario] = options.scenario === undefined ? [] : readScenarios([options.scenario]);
  const collector = await chooseCollector(options.collector, process.env);
  if (scenario && lacks(scenario, collector.kind)) throw new Problem(5, `\`${scenario.id}\` cannot be shown: ${NO_PROCESSORS}`);
  if (options.page) return (await import('./page.ts')).labWithPage(collector, scenario, circumstances);
  if (scenario) report({ kind: 'scenario', scenario });
  report({ kind: 'step', message: `Starting the services of docker-compose.yml as processes, with ${nameOf(collector)}.` });
  const { exitCode } = await runOnProcesses(scenario ? [COMPOSE_FILE, scenario.file] : [COMPOSE_FILE], {
    ...circumstances, collector, actions: scenario?.actions ?? [],
    meanwhile: async (running, { decided, document }) => {
      if (scenario) report({ kind: 'expectation', row: judgedRow(scenario, decided, { next: `less ${relative(ROOT, scenario.file)}`, milliseconds: Math.round(performance.now()), document }) });
      if (options.keep) await stayUp(running, circumstances);
    },
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
