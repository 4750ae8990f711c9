// How a report says how many there are, and of whom.

export function named(service: string): string {
  return service === '' ? '(no service.name)' : service;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
