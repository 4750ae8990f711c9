// The lab of page/compose.yaml on processes: what its service `page` would find in containers.

import { join } from 'node:path';

import type { CollectorChoice } from '../../lab/collector-choice.ts';
import { readTopology } from '../../lab/compose-file.ts';
import { OWN_PROJECT } from '../../lab/compose-project.ts';
import { ProcessLab } from '../../lab/processes.ts';
import { COMPOSE_FILE, ROOT } from '../../lab/root.ts';
import { SwitchBoard } from '../../lab/switch-board.ts';
import { verifyOptions } from '../options.ts';
import { collectorOf } from '../verify-target.ts';
import { CorsLab } from './cors-lab.ts';
import { pageCommand, type PageOptions } from './options.ts';
import { Turns } from './turns.ts';

/** What is said besides docker-compose.yml of a lab that has switches. */
export const SWITCHED_LAB = join(ROOT, 'page/compose.yaml');

export interface SwitchedStart {
  collector: CollectorChoice;
  signal: AbortSignal;
}

export function startSwitchedLab(start: SwitchedStart): Promise<ProcessLab> {
  return ProcessLab.startFor('page', readTopology([COMPOSE_FILE, SWITCHED_LAB], process.env), start);
}

/** What the command of the service `page` says, with this machine's ports and paths. */
export function pageOptions(lab: ProcessLab): PageOptions {
  const { command } = lab.service('page');
  return pageCommand().parse(command.slice(command.indexOf('page') + 1), { from: 'user' }).opts<PageOptions>();
}

/** A lab of its own for what a browser calls: it comes when the first page asks for it. */
export function corsOnProcesses({ collector, signal }: SwitchedStart): CorsLab {
  return new CorsLab(async () => {
    const lab = await startSwitchedLab({ collector, signal });
    try {
      const { listen: _listen, otherOrigin: _otherOrigin, published: _published, switches, ...places } = pageOptions(lab);
      const options = { ...verifyOptions([], {}), ...places };
      const target = { options, access: await collectorOf(options, OWN_PROJECT), board: await SwitchBoard.of(switches), url: `http://${lab.address('service-a', 8081)}/call-b`, signal };
      return { target, turns: new Turns(), close: () => lab.stop() };
    } catch (error) {
      await lab.stop();
      throw error;
    }
  });
}
