// Where the reader is to look next.

/** The heading of the verdict, which is read out then, and scrolled to. */
export function showVerdict(): void {
  const heading = document.querySelector<HTMLElement>('#verdict h1, #verdict h2');
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus();
}
