// The switches of a running lab, through the admin ports of its services.

import { mapping } from './compose-document.ts';
import { Problem } from './problem.ts';
import type { Offered, Settings } from './switching.ts';

export interface AdminPort {
  service: string;
  url: string;
}

interface Switch {
  start: string;
  known: readonly string[];
}

type Switches = Readonly<Record<string, Switch>>;

const ANSWER_MS = 5_000;

export class SwitchBoard {
  readonly #ports: readonly AdminPort[];
  readonly #switches: ReadonlyMap<string, Switches>;

  private constructor(ports: readonly AdminPort[], switches: ReadonlyMap<string, Switches>) {
    this.#ports = ports;
    this.#switches = switches;
  }

  /** Throws Problem(5) where one of them does not tell its switches. */
  static async of(ports: readonly AdminPort[]): Promise<SwitchBoard> {
    return new SwitchBoard(ports, new Map(await Promise.all(ports.map(async (port) => [port.service, switchesIn(await ask(port), port)] as const))));
  }

  get offered(): Offered {
    return Object.fromEntries([...this.#switches].map(([service, switches]) => [service, Object.fromEntries(Object.entries(switches).map(([name, { known }]) => [name, known]))]));
  }

  /** All of them: what is not named goes back to where it was at the start. */
  async turn(settings: Settings): Promise<void> {
    await Promise.all(this.#ports.map(async (port) => {
      const standing = Object.entries(this.#switches.get(port.service) ?? {}).map(([name, { start }]) => [name, settings[port.service]?.[name] ?? start]);
      await ask(port, { method: 'PUT', body: JSON.stringify(Object.fromEntries(standing)) });
    }));
  }
}

async function ask({ service, url }: AdminPort, request: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, { ...request, signal: AbortSignal.timeout(ANSWER_MS) }).catch(({ message, cause }: Error) => {
    throw new Problem(5, `The switches of \`${service}\` cannot be reached at ${url}: ${cause instanceof Error && cause.message ? cause.message : message}.`);
  });
  const said = await response.text();
  if (!response.ok) throw new Problem(5, `\`${service}\` refused to be switched: ${said.trim()}`);
  try {
    return JSON.parse(said);
  } catch {
    throw new Problem(5, `What answers at ${url} is not the admin port of \`${service}\`.`);
  }
}

function switchesIn(told: unknown, { service, url }: AdminPort): Switches {
  return Object.fromEntries(Object.entries(mapping(told, `What ${url} tells of \`${service}\``)).map(([name, value]) => {
    const { start, known } = mapping(value, `The switch \`${name}\` of \`${service}\``);
    if (typeof start !== 'string' || !Array.isArray(known)) throw new Problem(5, `What answers at ${url} is not the admin port of \`${service}\`.`);
    return [name, { start, known: known.map(String) }];
  }));
}
