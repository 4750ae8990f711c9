// What the page is told of a scenario: nothing of where its file is.

import type { Scenario } from '../../lab/scenario.ts';
import type { Elsewhere, Playable } from '../../page/stage.ts';

export function playable({ id, title, broken, verdict, where, findings }: Scenario, elsewhere: Elsewhere | null): Playable {
  return { id, title, broken, verdict, where, findings, elsewhere };
}
