import { useEffect, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import { Waiting } from './Page.js';

/** A part of the client whose script comes when the part is first shown, or is asked for ahead by `fetch`. */
export type Fetched<P> = ComponentType<P> & { readonly fetch: () => Promise<void> };

/**
 * In place of React's `lazy`: a `Suspense` that once stood in for a part stays for 300 ms, however soon the part is there.
 * A script that does not come throws where the part would stand, and is asked for again when the part is next shown.
 */
export function fetched<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  standIn: ReactNode = <Waiting />,
): Fetched<P> {
  let part: ComponentType<P> | null = null;
  let coming: Promise<void> | null = null;
  const fetch = (): Promise<void> =>
    (coming ??= load().then(
      ({ default: own }) => {
        part = own;
      },
      (error: unknown) => {
        coming = null;
        throw error;
      },
    ));
  function Part(props: P) {
    const [here, setHere] = useState(part !== null);
    const [failed, setFailed] = useState<{ readonly error: unknown } | null>(null);
    useEffect(() => {
      if (here) return undefined;
      let shown = true;
      fetch().then(
        () => shown && setHere(true),
        (error: unknown) => shown && setFailed({ error }),
      );
      return () => {
        shown = false;
      };
    }, [here]);
    if (failed) throw failed.error;
    const Own = part;
    return Own ? <Own {...props} /> : standIn;
  }
  return Object.assign(Part, { fetch });
}
