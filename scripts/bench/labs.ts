// Labs on plain processes for measuring: the lab as it is, and the same without instrumentation.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { CollectorChoice } from '../../lab/collector-choice.ts';
import { readTopology } from '../../lab/compose-file.ts';
import { ProcessLab } from '../../lab/processes.ts';
import { COMPOSE_FILE } from '../../lab/root.ts';

const WITHOUT_INSTRUMENTATION = { OTEL_SDK_DISABLED: 'true', OTEL_NODE_ENABLED_INSTRUMENTATIONS: 'none', REQUIRE_INSTRUMENTATION: 'false' };

export const { signal } = new AbortController();

/** Every lab is stopped at the end of `use`, whatever happens there. */
export async function withLab<T>(collector: CollectorChoice, use: (lab: ProcessLab) => Promise<T>, overrides: readonly string[] = []): Promise<T> {
  const lab = await ProcessLab.startFor('verify', readTopology([COMPOSE_FILE, ...overrides], {}), { collector, signal });
  try {
    return await use(lab);
  } finally {
    await lab.stop();
  }
}

export async function withBareLab<T>(collector: CollectorChoice, use: (lab: ProcessLab) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tracehop-bench-'));
  try {
    const override = join(folder, 'bare.yaml');
    const bare = { environment: WITHOUT_INSTRUMENTATION };
    writeFileSync(override, JSON.stringify({ services: { 'service-a': bare, 'service-b': bare } }));
    return await withLab(collector, use, [override]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
