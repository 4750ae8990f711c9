// From a line down to its spans: what is not a list or an object where one belongs is not judged here.

import { byte, setWord, word } from '../bytes.ts';
import { keyIs, keyIsUnknown, passKey } from './fields.ts';
import { CLOSE, CLOSE_LIST, DEEPEST, next, OPEN, OPEN_LIST, passBlank, passValue } from './json.ts';
import { RECORD_BYTES } from './layout.ts';
import { askService, passResource, service } from './resource.ts';
import { locateScope, passSpan, record } from './span.ts';
import { RESOURCE, RESOURCE_SPANS, SCOPE, SCOPE_SPANS, SPANS } from './texts.ts';

const HAS_RESOURCE: i32 = 1;
const HAS_SCOPES: i32 = 2;
const SERVICE_SHIFT: i32 = 5;

/** One JSON text, from its first byte to its newline. What is not about spans alone, such as metrics, is not judged here. */
export function passDocument(p: i32): i32 {
  if (byte(p) !== OPEN) return 0;
  let known = false;
  p = passBlank(p + 1);
  while (p !== 0 && byte(p) !== CLOSE) {
    p = passKey(p);
    if (p === 0) return 0;
    if (keyIs(RESOURCE_SPANS)) {
      if (known) return 0;
      known = true;
      p = passGroups(p);
    } else return 0;
    p = next(p, CLOSE);
  }
  if (p === 0) return 0;
  p = passBlank(p + 1);
  return byte(p) === 0x0a ? p : 0;
}

function passGroups(p: i32): i32 {
  if (byte(p) !== OPEN_LIST) return 0;
  p = passBlank(p + 1);
  while (p !== 0 && byte(p) !== CLOSE_LIST) p = next(passGroup(p), CLOSE_LIST);
  return p === 0 ? 0 : p + 1;
}

function passGroup(p: i32): i32 {
  if (byte(p) !== OPEN) return 0;
  const firstRecord = record;
  let seen: i32 = 0;
  let resource: i32 = 0;
  let resourceEnd: i32 = 0;
  let index: i32 = -1;
  p = passBlank(p + 1);
  while (p !== 0 && byte(p) !== CLOSE) {
    p = passKey(p);
    if (p === 0) return 0;
    if (keyIs(RESOURCE)) {
      if ((seen & HAS_RESOURCE) !== 0) return 0;
      seen |= HAS_RESOURCE;
      resource = p;
      p = passResource(p);
      resourceEnd = p;
      index = service;
    } else if (keyIs(SCOPE_SPANS)) {
      if ((seen & HAS_SCOPES) !== 0) return 0;
      seen |= HAS_SCOPES;
      p = passScopes(p);
    } else p = keyIsUnknown() ? passValue(p, DEEPEST) : 0;
    p = next(p, CLOSE);
  }
  if (p === 0) return 0;
  if (index < 0 && (resource !== 0 || record !== firstRecord)) {
    index = askService(resource, resourceEnd);
    if (index < 0) return 0;
  }
  for (let at = firstRecord; at < record; at += RECORD_BYTES) setWord(at + 32, word(at + 32) | (index << SERVICE_SHIFT));
  return p + 1;
}

function passScopes(p: i32): i32 {
  if (byte(p) !== OPEN_LIST) return 0;
  p = passBlank(p + 1);
  while (p !== 0 && byte(p) !== CLOSE_LIST) p = next(passScope(p), CLOSE_LIST);
  return p === 0 ? 0 : p + 1;
}

function passScope(p: i32): i32 {
  if (byte(p) !== OPEN) return 0;
  const firstRecord = record;
  let known = false;
  let scope: i32 = 0;
  let scopeEnd: i32 = 0;
  p = passBlank(p + 1);
  while (p !== 0 && byte(p) !== CLOSE) {
    p = passKey(p);
    if (p === 0) return 0;
    if (keyIs(SPANS)) {
      if (known) return 0;
      known = true;
      p = passSpans(p);
    } else if (keyIs(SCOPE)) {
      scope = p;
      p = passValue(p, DEEPEST);
      scopeEnd = p;
    } else p = keyIsUnknown() ? passValue(p, DEEPEST) : 0;
    p = next(p, CLOSE);
  }
  if (p === 0) return 0;
  if (scope !== 0) locateScope(firstRecord, scope, scopeEnd);
  return p + 1;
}

function passSpans(p: i32): i32 {
  if (byte(p) !== OPEN_LIST) return 0;
  p = passBlank(p + 1);
  while (p !== 0 && byte(p) !== CLOSE_LIST) p = next(passSpan(p), CLOSE_LIST);
  return p === 0 ? 0 : p + 1;
}
