import { Box, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../words/words.js';
import { Failure } from './Failure.js';
import classes from './Page.module.css';

/** A page: its heading is the document's title, and takes the focus when somebody navigates here. */
export function Page({
  title,
  lang,
  law = false,
  over,
  under,
  aside,
  children,
}: {
  title: string;
  /** The language of the title, where it is not the interface's. */
  lang?: string;
  /** It is the title of a text of law. */
  law?: boolean;
  /** A line above the heading: where we are. */
  over?: ReactNode;
  under?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Plenary`;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    // An address that names a part of the page leads there.
    if (!window.location.hash) window.scrollTo(0, 0);
  }, []);
  return (
    <Stack gap="xl">
      <Group justify="space-between" align="flex-end" gap="md">
        <Box>
          {over && (
            <Text component="div" c="dimmed" size="sm" mb={6}>
              {over}
            </Text>
          )}
          <Title order={1} ref={heading} tabIndex={-1} lang={lang} className={law ? 'law' : undefined}>
            {title}
          </Title>
          {under && (
            <Text component="div" c="dimmed" mt={8} maw="46rem">
              {under}
            </Text>
          )}
        </Box>
        {aside}
      </Group>
      {children}
    </Stack>
  );
}

/** A part of a page under its own heading. */
export function Section({
  title,
  action,
  children,
  level = 2,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
  level?: 2 | 3;
}) {
  return (
    <section>
      <Group justify="space-between" mb="sm" gap="sm">
        <Title order={level}>{title}</Title>
        {action}
      </Group>
      {children}
    </section>
  );
}

/** What a card is about, and beside it (beneath it on a phone) in which state that is. */
export const Head = ({ children }: { children: [about: ReactNode, state: ReactNode] }) => (
  <div className={classes.head}>{children}</div>
);

/** What opens on demand. */
export const Fold = ({ label, children }: { label: string; children: ReactNode }) => (
  <details className={classes.fold}>
    <summary>{label}</summary>
    {children}
  </details>
);

export const Card = ({
  children,
  accent,
  ...rest
}: {
  children: ReactNode;
  accent?: boolean;
  /** By which an address leads to it. */
  id?: string;
  'data-testid'?: string;
}) => (
  <Paper radius="lg" className={classes.card} data-accent={accent || undefined} {...rest}>
    {children}
  </Paper>
);

/** What is read, or what stands in its place: waiting, or why it could not be read. */
export function Read<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} page />;
  return <Waiting />;
}

export function Waiting() {
  const { t } = useWords();
  return (
    <Group justify="center" p="xl" role="status" aria-label={t('ui.loading')}>
      <Loader />
    </Group>
  );
}

/** Beside a button: what it does is done. */
export function Saved() {
  const { t } = useWords();
  return (
    <Text role="status" size="sm" c="var(--choice-for)" fw={600}>
      {t('ui.saved')}
    </Text>
  );
}

export const Nothing = ({ children }: { children: ReactNode }) => (
  <Text c="dimmed" py="xs">
    {children}
  </Text>
);
