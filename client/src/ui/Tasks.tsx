import { Tabs } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import classes from './Tasks.module.css';

/**
 * The tasks of a desk as tabs, of which one is shown. On a phone they stand in one row that a thumb pushes sideways; the
 * chosen one is always in sight.
 */
export function Tasks<Task extends string>({
  tasks,
  value,
  onChange,
  children,
}: {
  tasks: readonly { readonly task: Task; readonly label: string }[];
  value: Task;
  onChange: (task: Task) => void;
  children: ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[data-active]');
    if (chosen)
      list.current?.scrollTo({
        left: chosen.offsetLeft - (list.current.clientWidth - chosen.clientWidth) / 2,
      });
  }, [value]);
  return (
    <Tabs
      value={value}
      keepMounted={false}
      onChange={(next) => {
        const found = tasks.find(({ task }) => task === next);
        if (found) onChange(found.task);
      }}
    >
      <Tabs.List mb="lg" ref={list} className={classes.list}>
        {tasks.map(({ task, label }) => (
          <Tabs.Tab key={task} value={task}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {children}
    </Tabs>
  );
}
