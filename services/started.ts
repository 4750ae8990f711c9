// What the start-up started, for the end of the service to stop. It is not read from telemetry.ts, so that a
// service can also be started with a variant of that file, which then is the only start-up in the process.

import type { NodeSDK } from '@opentelemetry/sdk-node';

import type { CountingExporter } from './exporter.ts';

export const started: { sdk?: NodeSDK; exporter?: CountingExporter } = {};
