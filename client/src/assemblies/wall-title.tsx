import type { ReactNode } from 'react';
import { useSecond } from '../words/second.js';
import { inLang, useWords } from '../words/words.js';
import classes from './hall.module.css';

type Titles = Readonly<Record<string, string | undefined>>;

/** A title on the wall: in the language of the interface, and beneath it in the second, where it exists in both. */
export function WallTitle({ titles, small = false }: { titles: Titles; small?: boolean }) {
  const { lang } = useWords();
  const second = useSecond();
  const title = inLang(titles, lang);
  const other = second && title.lang !== second ? titles[second] : undefined;
  return (
    <WallHeading
      small={small}
      lang={title.lang}
      {...(other && second && { other: { text: other, lang: second } })}
    >
      {title.text}
    </WallHeading>
  );
}

/** The heading of a scene. */
export function WallHeading({
  small = false,
  lang,
  other,
  children,
}: {
  small?: boolean;
  lang?: string | undefined;
  other?: { readonly text: string; readonly lang: string };
  children: ReactNode;
}) {
  return (
    <div>
      <h1 className={classes.title} data-small={small || undefined} lang={lang}>
        {children}
      </h1>
      {other && (
        <p className={classes.second} data-small={small || undefined} lang={other.lang}>
          {other.text}
        </p>
      )}
    </div>
  );
}
