import { useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';

/**
 * Keeps the keyboard where something happens: when `now` changes and what had the focus is gone with it (a button that did
 * its act), the focus goes to the element that takes this reference, which needs `tabIndex={-1}`.
 */
export function useKeptFocus<E extends HTMLElement>(now: unknown): RefObject<E | null> {
  const element = useRef<E>(null);
  // Before `keepFocus` looks for a place.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, [now]);
  return element;
}

/** What had the focus last, and where it goes from there. */
interface Held {
  readonly element: HTMLElement;
  /** What it stands in, from within. */
  readonly path: readonly HTMLElement[];
  /** The dialog or list over the page in which it stands. */
  readonly layer: Element | null;
  /** What had the focus before that came up. */
  readonly from: Held | null;
}

const LAYER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
/** What a screen reader has a name or a kind for: more is said there than at a bare box. */
const PLACE = '[tabindex], [role=tabpanel], section, article, form, table, li, tr, main';

let held: Held | null = null;
let asked = false;

function onFocus({ target }: FocusEvent): void {
  if (!(target instanceof HTMLElement) || target === document.body) return;
  const layer = target.closest(LAYER);
  const path: HTMLElement[] = [];
  for (let one = target.parentElement; one && one !== document.body; one = one.parentElement)
    if (one.matches(PLACE) || one === layer) path.push(one);
  let before = held;
  while (before && before.layer !== layer) before = before.from;
  const from = layer === null ? null : before ? before.from : held;
  held = { element: target, path, layer, from };
}

/** Whoever presses elsewhere leaves what had the focus, but not a dialog: that stands until it is closed. */
function onPress({ target }: PointerEvent): void {
  if (held?.layer === null && !(target instanceof Node && held.element.contains(target))) held = null;
}

function look(): void {
  const { activeElement: now } = document;
  if (asked || !held || (now !== document.body && now?.matches(':disabled') !== true)) return;
  asked = true;
  // What is out of use loses the focus with the next drawing, and what comes up may take it by itself.
  requestAnimationFrame(() => {
    asked = false;
    if (document.activeElement === document.body) giveBack();
  });
}

const usable = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled') && element.checkVisibility();

function giveBack(): void {
  // A button waits for its act, and is itself again after it.
  if (held?.element.matches('[data-loading]') && held.element.isConnected) return;
  for (let one = held; one; one = one.from) {
    if (one.layer?.isConnected === false) continue;
    const to = [one.element, ...one.path].find(usable);
    if (!to) continue;
    focusOn(to);
    return;
  }
}

function focusOn(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  if (document.activeElement === element) return;
  element.tabIndex = -1;
  element.addEventListener('blur', () => element.removeAttribute('tabindex'), { once: true });
  element.focus({ preventScroll: true });
}

/**
 * Keeps the focus from being lost, on every screen, from now on. A button that is out of use while its act is under way gets it
 * back; where what had it is gone, what it stood in gets it; and where a dialog is gone, what had it before the dialog.
 */
export function keepFocus(): void {
  document.addEventListener('focusin', onFocus, { capture: true, passive: true });
  document.addEventListener('pointerdown', onPress, { capture: true, passive: true });
  new MutationObserver(look).observe(document.documentElement, {
    ...{ subtree: true, childList: true },
    attributeFilter: ['disabled', 'data-loading', 'hidden', 'style'],
  });
}

const FIELD = 'input:not([type=hidden], [type=radio]:not(:checked)), select, textarea';

/**
 * Where the keyboard begins in a dialog with a form: where that says (`data-autofocus`), else in its first field, and not at the button
 * that closes it; also where the form comes up only when something is read.
 */
export function beginInField(body: HTMLElement): () => void {
  const begin = (): void => {
    const fields = body.querySelectorAll<HTMLElement>(`form :is(${FIELD})`);
    const first = body.querySelector<HTMLElement>('[data-autofocus]') ?? [...fields].find(usable);
    if (!first) return;
    late.disconnect();
    // The dialog itself goes there as it opens.
    first.setAttribute('data-autofocus', '');
    const { activeElement: now } = document;
    if (now?.closest('[role=dialog]')?.contains(body) === true && !body.contains(now))
      first.focus({ preventScroll: true });
  };
  const late = new MutationObserver(begin);
  late.observe(body, { subtree: true, childList: true });
  begin();
  return () => late.disconnect();
}
