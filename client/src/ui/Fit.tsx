import { useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import classes from './Fit.module.css';

/** From what a few words can fill down to a third of the size as designed, which only a page of text needs. */
const SCALES = [1.5, 1.38, 1.26, 1.12, 1, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5, 0.44, 0.38, 0.33];

/** Words stay whole as long as they can be read from afar; then they are broken, and then what can be spared is left out. */
const WAYS = [
  { whole: true, tight: false, scales: SCALES.filter((scale) => scale > 0.6) },
  { whole: false, tight: false, scales: SCALES.filter((scale) => scale <= 1) },
  { whole: false, tight: true, scales: SCALES.filter((scale) => scale <= 1) },
] as const;

/**
 * Fills the room it is given: everything in it is as large as it can be without being cut off. What is inside takes its sizes in
 * `em`, down to the smallest that it says can be read; `data-spare` is left out where even that is too much.
 */
export function Fit({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  // After every change of what is shown, before it is painted; and when the room changes.
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const fit = (): void => {
      for (const { whole, tight, scales } of WAYS) {
        current.toggleAttribute('data-whole', whole);
        current.toggleAttribute('data-tight', tight);
        for (const scale of scales) {
          current.style.setProperty('--fit', `${scale}`);
          if (current.scrollHeight <= current.clientHeight && current.scrollWidth <= current.clientWidth)
            return;
        }
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
