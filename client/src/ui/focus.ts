import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Keeps the keyboard where something happens: when `now` changes and what had the focus is gone with it (a button that did
 * its act), the focus goes to the element that takes this reference, which needs `tabIndex={-1}`.
 */
export function useKeptFocus<E extends HTMLElement>(now: unknown): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, [now]);
  return element;
}
