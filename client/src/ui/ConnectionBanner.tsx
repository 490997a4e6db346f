import { useEffect, useState } from 'react';
import { CrossIcon, WaveIcon } from './icons.js';
import classes from './ConnectionBanner.module.css';

/**
 * Says that the connection is lost, and what that means here. A blip of a second or two is not worth a word. It lies over
 * the lower edge of the screen: nothing moves under a thumb that is about to press.
 */
export function ConnectionBanner({
  lost,
  title,
  meaning,
  above = false,
}: {
  lost: boolean;
  title: string;
  meaning: string;
  /** Over the upper edge: what the whole house says, beside what this screen does. */
  above?: boolean;
}) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(lost), lost ? 1_500 : 0);
    return () => clearTimeout(timer);
  }, [lost]);
  return (
    <div
      // The house's own stands on every screen: it is a live region, and no status of the screen.
      role={above ? undefined : 'status'}
      aria-live="polite"
      data-testid={above ? 'house' : 'connection'}
      className={`${classes.place} ${above ? classes.above : ''}`}
    >
      {shown && (
        <div className={classes.banner}>
          <CrossIcon size={20} />
          <span>
            <strong>{title}</strong> {meaning}
          </span>
        </div>
      )}
    </div>
  );
}

export const Live = ({ label }: { label: string }) => (
  <span className={classes.live}>
    <WaveIcon size={16} /> {label}
  </span>
);
