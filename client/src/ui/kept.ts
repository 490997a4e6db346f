import { useCallback, useSyncExternalStore } from 'react';

/** What is typed in forms and not sent, by form and field, mirrored in the tab's storage. */
const PREFIX = 'plenary.form.';
const values = new Map<string, unknown>();
const listeners = new Set<() => void>();
const tell = (): void => {
  for (const listener of listeners) listener();
};

/** A browser may have no storage, or no room in it: then what is typed lives as long as the page. */
const stored = <T>(use: (storage: Storage) => T): T | null => {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
};

function read(key: string): unknown {
  if (!values.has(key)) {
    const text = stored((storage) => storage.getItem(PREFIX + key));
    values.set(key, text === null ? undefined : JSON.parse(text));
  }
  return values.get(key);
}

function write(key: string, value: unknown): void {
  values.set(key, value);
  stored((storage) => storage.setItem(PREFIX + key, JSON.stringify(value)));
  tell();
}

// Whoever signs out takes along what they typed.
window.addEventListener('plenary:left', () => {
  values.clear();
  tell();
});

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/**
 * A field of a form, which keeps what was typed through a change of tab, another page and a reload, until it is sent
 * (`forget`). `form` names the form and what it is about.
 */
export function useKept<T>(form: string, field: string, first: T): [T, (next: T | ((now: T) => T)) => void] {
  const key = `${form} ${field}`;
  const kept = useSyncExternalStore(subscribe, () => read(key)) as T | undefined;
  const now = kept === undefined ? first : kept;
  const set = useCallback(
    (next: T | ((now: T) => T)) =>
      write(
        key,
        typeof next === 'function' ? (next as (now: T) => T)((read(key) as T | undefined) ?? first) : next,
      ),
    [key, first],
  );
  return [now, set];
}

/** The form was sent: it stands empty again. */
export function forget(form: string): void {
  stored((storage) => {
    for (const name of Object.keys(storage))
      if (name.startsWith(`${PREFIX}${form} `)) storage.removeItem(name);
  });
  for (const key of values.keys()) if (key.startsWith(`${form} `)) values.set(key, undefined);
  tell();
}
