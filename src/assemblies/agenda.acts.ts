import type { z } from 'zod';
import { ok, type Result } from '../basics/result.js';
import { must } from '../basics/must.js';
import { act, type Act, type Tx } from '../house/perform.js';
import type { Act as ActName } from '../access/access.js';
import {
  addItem,
  changeItem,
  endItem,
  moveItem,
  numbersOf,
  takeUp,
  withdrawItem,
  type Agenda,
} from './agenda.js';
import { agendaOf, type StoredItem } from './agenda.store.js';
import type { AssembliesEvent, assemblyRoutes as routes } from './assemblies.contract.js';
import { assemblyPlace, lockAssembly, openSittingOf } from './assemblies.store.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;
type Here = { assembly: string };

/** The agenda, alone with everything that moves the assembly's numbers. */
async function alone(tx: Tx, { assembly }: Here): Promise<Agenda<StoredItem>> {
  await lockAssembly(tx, assembly);
  return agendaOf(tx, assembly);
}

/** What acts on an item look at besides the agenda: `motions` as `withdrawItem` wants them. */
type Whole = Agenda<StoredItem> & { sittingOpen: boolean; motions: ReadonlyMap<string, readonly string[]> };

/** An act on an item that is there; it answers nothing. */
const onItem = <C extends Here>(
  name: ActName,
  decide: Act<C, Whole, object>['decide'],
): Act<C, Whole, object> =>
  act({
    act: name,
    place: (tx, { assembly }: C) => assemblyPlace(tx, assembly),
    load: async (tx, command, _visitor, rooms): Promise<Result<Whole>> => {
      const agenda = await alone(tx, command);
      const sittingOpen = (await openSittingOf(tx, command.assembly)) !== null;
      return ok({ ...agenda, sittingOpen, motions: await rooms.onItems(tx, command.assembly) });
    },
    decide,
    reply: () => ({}),
  });

/** Left out, the item stands at the top and nothing is said of it but its titles. */
type Addition = Pick<In<typeof routes.addItem>, 'assembly' | 'titles'> & Partial<In<typeof routes.addItem>>;

export const ADD_ITEM = act({
  act: 'item.add',
  place: (tx, { assembly }: Addition) => assemblyPlace(tx, assembly),
  load: async (tx, command) => ok(await alone(tx, command)),
  decide: (agenda, { parent = null, kind = null, minutes = null, presenter = null, ...rest }, context) =>
    addItem(agenda, { parent, kind, minutes, presenter, internal: false, ...rest }, context),
  reply: ({ state, events }) => {
    const { item, parent = null } = (events[0] as Extract<AssembliesEvent, { type: 'item.added' }>).data;
    return {
      item,
      number: must(numbersOf([...state.items, { id: item, parent }]).get(item), 'number of the item'),
    };
  },
});

export const CHANGE_ITEM = onItem<In<typeof routes.changeItem>>('item.change', changeItem);
export const MOVE_ITEM = onItem<In<typeof routes.moveItem>>('item.move', moveItem);
export const WITHDRAW_ITEM = onItem<In<typeof routes.withdrawItem>>('item.withdraw', withdrawItem);
export const TAKE_UP_ITEM = onItem<In<typeof routes.takeUpItem>>('item.take_up', takeUp);
export const FINISH_ITEM = onItem<In<typeof routes.finishItem>>('item.take_up', (agenda, command) =>
  endItem(agenda, command, 'dealt_with'),
);
export const LEAVE_ITEM = onItem<In<typeof routes.leaveItem>>('item.take_up', (agenda, command) =>
  endItem(agenda, command, 'left'),
);
