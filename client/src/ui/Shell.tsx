import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { LANG_NAMES, LANGS, speak, useWords } from '../words/words.js';
import { DownIcon, MoonIcon, SunIcon } from './icons.js';
import classes from './Shell.module.css';

/** The frame around every page but the hall screen: who we are, language, colours, the account. */
export function Shell({
  account,
  footer,
  children,
}: {
  account: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    <>
      <a className={classes.skip} href="#content">
        {t('ui.skip')}
      </a>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link to="/" className={classes.brand}>
            <span className={classes.mark}>
              <Mark />
            </span>
            <span className={classes.house}>Plenary</span>
          </Link>
          <LanguageChoice />
          <ColourScheme />
          {account}
        </div>
      </header>
      <main id="content" tabIndex={-1} className={classes.main}>
        {children}
      </main>
      {footer && (
        <footer className={classes.footer}>
          <div>{footer}</div>
        </footer>
      )}
    </>
  );
}

const Mark = () => (
  <svg aria-hidden="true" width="30" height="30" viewBox="0 0 32 32" fill="none" stroke="currentColor">
    <g strokeWidth="2.8" strokeLinecap="round">
      <path d="M4 23a12 12 0 0 1 24 0" />
      <path d="M10 23a6 6 0 0 1 12 0" />
    </g>
    <circle cx="16" cy="24" r="2.2" fill="currentColor" stroke="none" />
  </svg>
);

/** A native list, laid invisibly over its label: the phone's own wheel opens, and the label is short where there is little room. */
export function LanguageChoice() {
  const { t, lang } = useWords();
  return (
    <span className={classes.tongue}>
      <span aria-hidden="true" className={classes.name}>
        {LANG_NAMES[lang]}
      </span>
      <span aria-hidden="true" className={classes.code}>
        {lang.toUpperCase()}
      </span>
      <DownIcon size={16} />
      <select
        aria-label={t('ui.language')}
        value={lang}
        onChange={(event) => {
          const chosen = LANGS.find((one) => one === event.currentTarget.value);
          if (chosen) void speak(chosen);
        }}
      >
        {LANGS.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANG_NAMES[one]}
          </option>
        ))}
      </select>
    </span>
  );
}

function ColourScheme() {
  const { t } = useWords();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <ActionIcon
      color="gray"
      aria-label={t(dark ? 'ui.to_light' : 'ui.to_dark')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}
