// The first reading of what is no plain lines: messages, and whole documents.

import { packRequest } from '../../verifier/reading/packing.ts';
import { payloadOf } from '../../verifier/reading/payload.ts';
import { ProtobufScanner } from '../../verifier/reading/protobuf-records.ts';
import { PAGE_BYTES } from '../../verifier/reading/records.ts';
import type { Place } from './places.ts';
import type { Reading } from './reading.ts';
import { requestsOf, type Unit, unitsOf } from './units.ts';

export async function readUnits(reading: Reading, place: Place, signal: AbortSignal): Promise<void> {
  const { source: { path } } = place;
  const protobuf = new ProtobufScanner(reading.store.service);
  for await (const unit of unitsOf(place.source, place.framing, signal, reading.onFault(place), (number, reason) => reading.oddities.refuse(path, number, reason))) {
    reading.lines++;
    reading.passed(place, unit.offset + unit.bytes.length - place.bytes);
    readUnit(reading, protobuf, unit, path, place.page + Math.floor(unit.offset / PAGE_BYTES));
  }
}

function readUnit(reading: Reading, protobuf: ProtobufScanner, unit: Unit, path: string, page: number): void {
  try {
    const payload = unit.kind === 'message' ? payloadOf(unit.bytes) : unit;
    const scanned = payload.kind === 'protobuf' ? protobuf.scan(payload.bytes, page) : undefined;
    if (scanned) reading.store.addMixed(scanned);
    else for (const request of requestsOf({ ...unit, kind: payload.kind, bytes: payload.bytes })) reading.lineScan.take(packRequest(request, page, reading.store.service), path, unit.number);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    reading.oddities.refuse(path, unit.number, error.message);
  }
}
