/**
 * Keeps a second tap from doing something that the first one did not mean. A button that has changed its meaning, or has come up
 * where another was pressed, is dead for a second after the last tap or key, and is seen to be: `data-settling`, `aria-disabled`.
 * What is watched is the page and not single components, so that a card that moves under a finger counts like a label that changes.
 *
 * Dead are: what lies under the finger that pressed, if it is not what was pressed; what a dialog that a key opened lets be pressed
 * by the same key; and within an element of `data-steps`, where one act follows another, whatever is new or reads otherwise, wherever it lies.
 * A button that says itself whether it is on (`aria-pressed` and the like) keeps its meaning while it is turned on and off.
 */

const SETTLES_MS = 1_000;
const BUTTON = 'button, [role=button], a.mantine-Button-root';
const ASKS = '[role=dialog]';
const STEPS = '[data-steps]';
const TURNED = ['aria-pressed', 'aria-checked', 'aria-expanded', 'aria-selected'];

interface Press {
  readonly at: number;
  /** Where the finger was; null: a key. */
  readonly point: { readonly x: number; readonly y: number } | null;
  readonly on: Element | null;
  readonly meaning: string;
  /** What every button in a place of steps meant. */
  readonly steps: ReadonlySet<Element>;
  readonly known: ReadonlyMap<Element, string>;
}

let last: Press | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const dead = new Map<Element, { readonly ours: boolean }>();
const changes = new MutationObserver(look);

const buttonAt = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest(BUTTON) : null;

/** How many are chosen, or how many seconds are left, makes no other act of it. */
function meaningOf(button: Element): string {
  if (TURNED.some((name) => button.hasAttribute(name))) return '';
  return (button.getAttribute('aria-label') ?? button.textContent).replaceAll(/\d+/g, '');
}

function press(target: EventTarget | null, point: Press['point']): void {
  const on = buttonAt(target);
  const steps = new Set(document.querySelectorAll(STEPS));
  const known = new Map<Element, string>();
  for (const place of steps)
    for (const button of place.querySelectorAll(BUTTON))
      if (!dead.has(button)) known.set(button, meaningOf(button));
  last = { at: performance.now(), point, on, meaning: on ? meaningOf(on) : '', steps, known };
  changes.observe(document.body, {
    ...{ subtree: true, childList: true, characterData: true },
    attributeFilter: ['aria-label', 'style'],
  });
  clearTimeout(timer);
  timer = setTimeout(settle, SETTLES_MS);
}

function settle(): void {
  last = null;
  changes.disconnect();
  for (const [button, { ours }] of dead) {
    button.removeAttribute('data-settling');
    if (ours) button.removeAttribute('aria-disabled');
  }
  dead.clear();
}

function look(): void {
  if (!last) return;
  const { point, on, meaning, steps, known } = last;
  const here = buttonAt(point ? document.elementFromPoint(point.x, point.y) : document.activeElement);
  const another = here !== on && (point !== null || here?.closest(ASKS)?.contains(on) === false);
  if (here && (another || (here === on && meaningOf(here) !== meaning))) stop(here);
  for (const place of steps)
    for (const button of place.querySelectorAll(BUTTON))
      if (known.get(button) !== meaningOf(button)) stop(button);
}

function stop(button: Element): void {
  if (dead.has(button)) return;
  const ours = !button.hasAttribute('aria-disabled');
  dead.set(button, { ours });
  button.setAttribute('data-settling', '');
  if (ours) button.setAttribute('aria-disabled', 'true');
}

function onKey({ key, target }: KeyboardEvent): void {
  const writes = target instanceof Element && target.matches('input, textarea, [contenteditable=true] *');
  if (key === 'Enter' || (key === ' ' && !writes)) press(target, null);
  // Whoever goes on to another button by keys means that one.
  else if (last && !['Shift', 'Control', 'Alt', 'Meta'].includes(key))
    last = { ...last, on: null, point: NOWHERE };
}
const NOWHERE = { x: -1, y: -1 };

function onClick(event: MouseEvent): void {
  const button = buttonAt(event.target);
  if (!button || !dead.has(button)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/** Watches the page from now on. */
export function keepSteady(): void {
  const first = { capture: true, passive: true };
  document.addEventListener(
    'pointerdown',
    ({ target, clientX: x, clientY: y }) => press(target, { x, y }),
    first,
  );
  document.addEventListener('keydown', onKey, first);
  document.addEventListener('click', onClick, { capture: true });
  for (const moved of ['scroll', 'transitionend', 'focusin']) document.addEventListener(moved, look, first);
}
