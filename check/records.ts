/** Records of spans by partition: all of a trace are in one. */
export interface Records {
  read(partition: number): Uint32Array;
  /** Sorted by name. */
  readonly services: readonly string[];
}
