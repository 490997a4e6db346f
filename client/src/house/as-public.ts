/**
 * Whether this tab shows everything as anybody sees it who is not signed in, as long as it is open. `?as=public` in the address
 * begins it: a tab is one or the other from its first reading on, so that nothing read with more rights is left in it.
 */
const KEY = 'plenary.as_public';

const asked = new URL(window.location.href);
if (asked.searchParams.get('as') === 'public') {
  sessionStorage.setItem(KEY, 'yes');
  asked.searchParams.delete('as');
  window.history.replaceState(window.history.state, '', asked);
}

export const asPublic: boolean = sessionStorage.getItem(KEY) !== null;

/** Back to the reader's own view of the same page. */
export function leavePublic(): void {
  sessionStorage.removeItem(KEY);
  window.location.reload();
}
