// What is known of the files so far: a record of every span, what is odd, and what could not be read.

import type { ScannerKind } from '../../verifier/reading/scan/scanner.ts';
import { LineScan } from './line-scan.ts';
import { Oddities } from './oddities.ts';
import { type Place, Places } from './places.ts';
import type { RecordStore } from './store.ts';

export class Reading {
  readonly oddities = new Oddities();
  readonly places = new Places();
  readonly store: RecordStore;
  readonly lineScan: LineScan;
  /** Files of which something was gone when it was to be read again. */
  readonly shorter = new Set<string>();
  bytes = 0;
  lines = 0;
  onProgress = (): void => undefined;

  constructor(store: RecordStore, kind: ScannerKind | undefined) {
    this.store = store;
    this.lineScan = new LineScan(store, this.oddities, kind);
  }

  passed(place: Place, bytes: number): void {
    place.bytes += bytes;
    this.bytes += bytes;
    this.onProgress();
  }

  onFault({ source: { path } }: Place): (fault: { offset: number; reason: string }) => void {
    return ({ offset, reason }) => this.oddities.refuse(path, 0, `${reason} (byte ${offset})`);
  }
}
