import classes from './demonstration.module.css';
import { useWords } from '../words/words.js';
import { useSession } from './session.js';

/** That everybody can sign in here as everybody, on each page of a demonstration. `onWall`: over the hall screen. */
export function Demonstration({ onWall = false }: { onWall?: boolean }) {
  const { t } = useWords();
  const { data: session } = useSession();
  if (!session?.demonstration) return null;
  return (
    <p className={onWall ? classes.wall : classes.strip} data-testid="demonstration">
      {t(onWall ? 'demonstration.short' : 'demonstration.means')}
    </p>
  );
}
