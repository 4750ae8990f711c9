// Runs the services of a Compose file as plain processes of this machine: each with a free port for every
// port that it declares, each started when what it depends on is ready, all ended together.

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Placement, placed } from './addresses.ts';
import { Child } from './child.ts';
import type { CollectorChoice } from './collector-choice.ts';
import { isBind } from './compose-volume.ts';
import { untilHealthy } from './health.ts';
import type { Written } from './last-words.ts';
import { type Leases, leasePorts } from './ports.ts';
import { Problem } from './problem.ts';
import { program } from './root.ts';
import type { Action } from './action.ts';
import { type Dependency, type Service, type Topology, withDependencies } from './topology.ts';

/** The service that the others export to. It is stopped last, so that it gets their last spans. */
const COLLECTOR = 'collector';

export interface Start {
  collector: CollectorChoice;
  signal: AbortSignal;
}

export class ProcessLab {
  readonly #topology: Topology;
  readonly #placement: Placement;
  readonly #start: Start;
  readonly #leases: Leases;
  readonly #folder: string;
  readonly #children = new Map<string, Child>();
  readonly #ready = new Map<string, Promise<void>>();
  readonly #collectorFailed = Promise.withResolvers<never>();
  #stopped: Promise<void> | undefined;

  private constructor(topology: Topology, start: Start, leases: Leases) {
    this.#topology = topology;
    this.#start = start;
    this.#leases = leases;
    this.#folder = newFolder();
    this.#placement = placementOf(topology, leases.ports, this.#folder);
    this.#collectorFailed.promise.catch(() => undefined);
  }

  /** Starts what `service` depends on, and not itself. When anything fails, nothing is left running. */
  static async startFor(service: string, topology: Topology, start: Start): Promise<ProcessLab> {
    const services = [...topology.services.values()];
    const lab = new ProcessLab(topology, start, await leasePorts(services.flatMap(({ ports }) => ports).length));
    try {
      await Promise.all(withDependencies(topology, [service]).filter(({ name }) => name !== service).map(({ name }) => lab.#run(name)));
      await lab.#dependenciesOf(lab.service(service));
      return lab;
    } catch (error) {
      await lab.stop();
      throw error;
    }
  }

  /** A service as it runs, or would run, on this machine. */
  service(name: string): Service {
    const service = this.#topology.services.get(name);
    if (!service) throw new Problem(3, `There is no service \`${name}\`.`);
    return placed(service, this.#placement);
  }

  /** `127.0.0.1:port`, by the service's port in its container. */
  address(service: string, containerPort: number): string {
    return `127.0.0.1:${this.#placement.ports.get(service)?.get(containerPort)}`;
  }

  child(name: string): Child {
    return this.#children.get(name)!;
  }

  /** Everything that was started still runs. */
  get whole(): boolean {
    return [...this.#children.values()].every(({ end }) => end === undefined);
  }

  /** Of each service that was started, by its name. */
  async written(): Promise<Map<string, Written>> {
    return new Map([...this.#children].map(([name, { log, errors }]) => [name, { log, errors }]));
  }

  /** Where the processes write: their logs, and a folder a volume. Gone when the lab is stopped. */
  get folder(): string {
    return this.#folder;
  }

  /** Never resolves. Throws Problem(5) when the Collector ends and nobody told it to. */
  get collectorFailed(): Promise<never> {
    return this.#collectorFailed.promise;
  }

  /** As `docker compose start|stop|restart|kill SERVICE`: a service that is started again has its old ports. */
  async perform({ verb, service }: Pick<Action, 'verb' | 'service'>): Promise<void> {
    const child = this.#children.get(service);
    if (verb === 'kill') await child?.kill();
    if (verb === 'stop' || verb === 'restart') await child?.stop();
    const isDown = child === undefined || child.end !== undefined;
    if ((verb === 'start' || verb === 'restart') && isDown) this.#spawn(this.service(service));
  }

  stop(): Promise<void> {
    return this.#stopped ??= this.#stop();
  }

  async #stop(): Promise<void> {
    const collector = this.#children.get(COLLECTOR);
    await Promise.all([...this.#children.values()].filter((child) => child !== collector).map((child) => child.stop()));
    await collector?.stop();
    this.#leases.release();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Once a service, however many wait for it. */
  #run(name: string): Promise<void> {
    const running = this.#ready.get(name) ?? this.#launch(this.service(name));
    this.#ready.set(name, running);
    return running;
  }

  async #launch(service: Service): Promise<void> {
    await this.#dependenciesOf(service);
    this.#start.signal.throwIfAborted();
    this.#spawn(service);
  }

  #spawn(service: Service): void {
    if (this.#stopped) return;
    const child = new Child({
      name: service.name,
      command: this.#command(service),
      environment: service.environment,
      folder: this.#topology.root,
      logFile: join(this.#folder, `${service.name}.log`),
      errorFile: join(this.#folder, `${service.name}.stderr.log`),
    });
    this.#children.set(service.name, child);
    if (service.name === COLLECTOR) void child.ended.then((end) => { if (!child.told) this.#collectorFailed.reject(failed('The Collector', end, child)); });
  }

  async #dependenciesOf({ dependsOn }: Service): Promise<void> {
    await Promise.all(dependsOn.map((dependency) => this.#fulfil(dependency)));
  }

  async #fulfil({ service, condition }: Dependency): Promise<void> {
    await this.#run(service);
    const child = this.child(service);
    if (condition === 'service_healthy') await untilHealthy(child, this.service(service), this.#start.signal);
    if (condition !== 'service_completed_successfully') return;
    const end = await child.ended;
    if (end !== 'exit code 0') throw failed(`\`${service}\``, end, child);
  }

  #command({ name, command }: Service): string[] {
    if (name === COLLECTOR) return [...this.#start.collector.command, ...command];
    const [first, ...words] = command.map((word) => program(word, this.#topology.root));
    return [first === 'node' ? process.execPath : first!, ...words];
  }
}

function failed(what: string, end: string, child: Child): Problem {
  return new Problem(5, `${what} ended with ${end}. It wrote:\n${child.lastWords()}`);
}

function placementOf({ services }: Topology, free: readonly number[], folder: string): Placement {
  const next = free.values();
  const ports = new Map([...services.values()]
    .map(({ name, ports: declared }) => [name, new Map(declared.map((port) => [port, next.next().value!]))]));
  const named = [...services.values()].flatMap(({ volumes }) => volumes).filter((volume) => !isBind(volume));
  const folders = new Map(named.map(({ source }) => [source, join(folder, source)]));
  for (const path of folders.values()) mkdirSync(path, { recursive: true });
  return { ports, folders };
}

function newFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'tracehop-'));
  } catch (error) {
    throw new Problem(5, `No temporary folder can be made in \`${tmpdir()}\`: ${(error as Error).message}. TMPDIR names another place.`);
  }
}
