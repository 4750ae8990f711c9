// A sampler that stands in for another one, which can be exchanged while it is in use. The values are those of
// OTEL_TRACES_SAMPLER that need no argument.

import { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, type Sampler } from '@opentelemetry/sdk-trace';

import { addSwitch } from '../admin.ts';

const SAMPLERS: Readonly<Record<string, Sampler>> = {
  // The SDK's own default: as the parent does, and a root is recorded.
  parentbased_always_on: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
  parentbased_always_off: new ParentBasedSampler({ root: new AlwaysOffSampler() }),
  always_on: new AlwaysOnSampler(),
  always_off: new AlwaysOffSampler(),
};

const chosen = addSwitch('OTEL_TRACES_SAMPLER', Object.keys(SAMPLERS), 'parentbased_always_on');

export const switchableSampler: Sampler = {
  shouldSample: (...asked) => SAMPLERS[chosen.value]!.shouldSample(...asked),
  toString: () => `Switchable{${chosen.value}}`,
};
