const KEPT = 'plenary.attended';

/** The assembly whose floor this tab showed last to one of its delegates, or null. */
export function attended(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Remembers the assembly that is attended, or with null that none is. */
export function attend(assembly: string | null): void {
  try {
    if (assembly === null) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, assembly);
  } catch {
    // Without storage nobody is called back from other pages; the floor itself is as ever.
  }
}

window.addEventListener('plenary:left', () => attend(null));
