import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import classes from './Fit.module.css';

/** From the size as designed down to a third, which only a page of text needs. */
const SCALES = [1, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5, 0.44, 0.38, 0.33];

/**
 * Fills the room it is given, and makes everything in it smaller until nothing is cut off. What is inside takes its sizes
 * in `em`. Costs one measurement where it fits as it is.
 */
export function Fit({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  // After every change of what is shown, before it is painted; and when the room changes.
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const fit = (): void => {
      for (const scale of SCALES) {
        current.style.setProperty('--fit', `${scale}`);
        if (current.scrollHeight <= current.clientHeight && current.scrollWidth <= current.clientWidth)
          return;
      }
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(current);
    return () => observer.disconnect();
  });
  return (
    <div ref={box} className={classes.box}>
      <div className={classes.inside}>{children}</div>
    </div>
  );
}
