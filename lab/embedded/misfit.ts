// A value that does not fit its field, and where it is: the path grows on the way out of the messages around it.

export class Misfit extends Error {
  #path = '';

  constructor(reason: string) {
    super(reason);
    this.name = 'Misfit';
  }

  /** `step` is a field's name, or an index in brackets. */
  within(step: string): this {
    this.#path = this.#path === '' || this.#path.startsWith('[') ? `${step}${this.#path}` : `${step}.${this.#path}`;
    return this;
  }

  sentence(): string {
    return `${this.#path === '' ? 'The body' : `\`${this.#path}\``} ${this.message}.`;
  }
}

/** A value as it was sent, in backticks, and not too long. */
export function shown(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? Array.isArray(value) ? '[…]' : '{…}' : plain(value);
  return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}

function plain(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
