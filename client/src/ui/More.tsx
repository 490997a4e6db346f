import { ActionIcon, Menu } from '@mantine/core';
import { useWords } from '../words/words.js';
import { MoreIcon } from './icons.js';

export interface Deed {
  readonly label: string;
  readonly begin: () => void;
}

/** What can be done with one thing of a list, behind one button; `name` tells screen readers with which. */
export function More({
  name,
  deeds,
  busy = false,
}: {
  name: string;
  deeds: readonly Deed[];
  busy?: boolean;
}) {
  const { t } = useWords();
  if (deeds.length === 0) return null;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon
          aria-label={t('ui.pair', { name: t('ui.more'), what: name })}
          title={t('ui.more')}
          loading={busy}
        >
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {deeds.map(({ label, begin }) => (
          <Menu.Item key={label} mih={48} onClick={begin}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
