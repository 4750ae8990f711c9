// When a run is to end early: on Ctrl+C, and on whatever else ends a command. Everything that it started is
// stopped first, so nothing ends at once.

/** For the whole process, once. */
export function interruption(): AbortSignal {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt.abort());
  // npm runs a script below a shell, which passes no SIGTERM on: when that shell is gone, this run is to end too.
  const { ppid } = process;
  if (process.env['npm_lifecycle_event']) setInterval(() => { if (process.ppid !== ppid) interrupt.abort(); }, 250).unref();
  return interrupt.signal;
}

/** The next one, for what is still to be done after the first. */
export function nextInterruption(): AbortSignal {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interrupt.abort());
  return interrupt.signal;
}
