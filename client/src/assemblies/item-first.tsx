import { Checkbox, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { currentOf } from '../../../src/assemblies/agenda.js';
import { assemblyRoutes } from '../../../src/assemblies/assemblies.contract.js';
import type { ItemView } from '../../../src/assemblies/assemblies.contract.js';
import type { FloorView } from '../../../src/live/live.contract.js';
import type { MotionView } from '../../../src/motions/motions.contract.js';
import { useAct } from '../house/api.js';
import { useWords } from '../words/words.js';
import { ItemName } from './agenda.js';

/** The item under which a motion stands: its own, else that of the motion on which it depends. */
function itemOf(motion: MotionView, floor: FloorView): ItemView | null {
  const own = floor.assembly.items.find(({ id }) => id === motion.item);
  if (own) return own.state === 'withdrawn' ? null : own;
  const parent = floor.motions.find(({ id }) => id === motion.parent);
  return parent ? itemOf(parent, floor) : null;
}

export interface ItemsTurn {
  /** The motion's item, where it is not the current one. */
  readonly other: ItemView | null;
  readonly current: ItemView | null;
  readonly first: boolean;
  readonly setFirst: (first: boolean) => void;
  readonly busy: boolean;
  readonly error: unknown;
  /** Does something once the item is taken up, where that was chosen. */
  readonly before: (then: () => void) => void;
}

/** What the hall is told to be at follows the chair: before a vote on something else its item can be taken up. */
export function useItemFirst(motion: MotionView, floor: FloorView): ItemsTurn {
  const takeUp = useAct(assemblyRoutes.takeUpItem);
  const [first, setFirst] = useState(true);
  const { items, id: assembly, sittings } = floor.assembly;
  const current = currentOf(items);
  const item = itemOf(motion, floor);
  const sits = sittings.some(({ state }) => state === 'open');
  const other = sits && item !== null && item.id !== current?.id ? item : null;
  return {
    ...{ other, current, first, setFirst, busy: takeUp.isPending, error: takeUp.error },
    before: (then) => {
      if (other && first)
        takeUp.mutate({ assembly, item: other.id, current: 'left' }, { onSuccess: () => then() });
      else then();
    },
  };
}

/** Says that the motion is of another item, and offers to take that up first. */
export function ItemFirst({ of: { other, current, first, setFirst } }: { of: ItemsTurn }) {
  const { t } = useWords();
  if (!other) return null;
  return (
    <Stack gap="xs" data-testid="item-first">
      <Text>
        {t('chair.other_item')} <ItemName item={other} fw={600} />
      </Text>
      <Text>
        {current ? (
          <>
            {t('chair.current_item')} <ItemName item={current} fw={600} />
          </>
        ) : (
          t('item.none_current')
        )}
      </Text>
      <Checkbox
        label={t('chair.item_first')}
        description={current ? t('chair.item_first_means') : undefined}
        checked={first}
        onChange={(event) => setFirst(event.currentTarget.checked)}
      />
    </Stack>
  );
}
