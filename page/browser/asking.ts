// Asks the server to do something, as the page to which it gave its token.

export interface Asked {
  /** The number of the run that was begun. */
  run?: number;
  /** Why nothing comes of it. */
  refusal: string | null;
}

const token = document.querySelector<HTMLMetaElement>('meta[name=tracehop-token]')!.content;

export async function ask(path: string): Promise<Asked> {
  try {
    const answer = await fetch(path, { method: 'POST', headers: { 'x-tracehop-token': token } });
    return answer.ok ? { ...await answer.json() as { run?: number }, refusal: null } : { refusal: await answer.text() };
  } catch {
    return { refusal: 'The page\'s server does not answer.' };
  }
}
