// Three-valued logic: a fact holds, does not hold, or nobody looked. Kleene's strong logic of indeterminacy:
// an unknown part makes the whole unknown only where it could change it.

export type Truth = boolean | 'unknown';

export function not(fact: Truth): Truth {
  return fact === 'unknown' ? fact : !fact;
}

export function and(...facts: Truth[]): Truth {
  let whole: Truth = true;
  for (const fact of facts) {
    if (fact === false) return false;
    if (fact === 'unknown') whole = fact;
  }
  return whole;
}

export function or(...facts: Truth[]): Truth {
  let whole: Truth = false;
  for (const fact of facts) {
    if (fact === true) return true;
    if (fact === 'unknown') whole = fact;
  }
  return whole;
}

/** What a witness says: a value, `nothing` (it was looked for, and was not there) or `unknown` (nobody looked). */
export type Witness<T> = T | 'nothing' | 'unknown';

export function seen<T>(witness: Witness<T>): witness is T {
  return witness !== 'nothing' && witness !== 'unknown';
}
