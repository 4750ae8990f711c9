// The options of `tracehop page`, as data.

import { Command, Option } from 'commander';

import { type Alive, alive, type HostAndPort, hostAndPort, several } from '../option-values.ts';
import { type VerifyOptions, withPlaces } from '../options.ts';

export interface PageOptions extends Pick<VerifyOptions, 'url' | 'traces' | 'raw' | 'health' | 'counters' | 'alive'> {
  listen: HostAndPort;
  switches: readonly Alive[];
  otherOrigin?: HostAndPort;
  published: readonly Alive[];
}

const SWITCHES: readonly Alive[] = [];
const PUBLISHED: readonly Alive[] = [];

export function pageCommand(): Command {
  return withPlaces(new Command('page'))
    .description('Serves a page that sends requests and shows them.')
    .addOption(new Option('--listen <host:port>', 'where it is served (default: 127.0.0.1:8080)').argParser(hostAndPort).default({ host: '127.0.0.1', port: 8080 }))
    .addOption(new Option('--switches <service=url>', 'an admin port of the lab of page/compose.yaml').argParser(several(alive, SWITCHES)).default(SWITCHES))
    .addOption(new Option('--other-origin <host:port>', 'a second page there calls service A from the browser').argParser(hostAndPort))
    .addOption(new Option('--published <name=url>', 'page, other-origin, service-a: where browsers find it').argParser(several(alive, PUBLISHED)).default(PUBLISHED));
}
