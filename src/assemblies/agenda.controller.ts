import { Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Perform } from '../house/perform.js';
import type { Visitor } from '../access/visitor.js';
import { Input, Serve, Who } from '../house/route.js';
import {
  ADD_ITEM,
  CHANGE_ITEM,
  FINISH_ITEM,
  LEAVE_ITEM,
  MOVE_ITEM,
  TAKE_UP_ITEM,
  WITHDRAW_ITEM,
} from './agenda.acts.js';
import { assemblyRoutes as routes } from './assemblies.contract.js';

type In<R extends { input: z.ZodType }> = z.infer<R['input']>;

@Controller()
export class AgendaController {
  constructor(private readonly perform: Perform) {}

  @Serve(routes.addItem)
  addItem(@Who() who: Visitor, @Input() input: In<typeof routes.addItem>) {
    return this.perform.perform(who, ADD_ITEM, input);
  }

  @Serve(routes.changeItem)
  changeItem(@Who() who: Visitor, @Input() input: In<typeof routes.changeItem>) {
    return this.perform.perform(who, CHANGE_ITEM, input);
  }

  @Serve(routes.moveItem)
  moveItem(@Who() who: Visitor, @Input() input: In<typeof routes.moveItem>) {
    return this.perform.perform(who, MOVE_ITEM, input);
  }

  @Serve(routes.withdrawItem)
  withdrawItem(@Who() who: Visitor, @Input() input: In<typeof routes.withdrawItem>) {
    return this.perform.perform(who, WITHDRAW_ITEM, input);
  }

  @Serve(routes.takeUpItem)
  takeUpItem(@Who() who: Visitor, @Input() input: In<typeof routes.takeUpItem>) {
    return this.perform.perform(who, TAKE_UP_ITEM, input);
  }

  @Serve(routes.finishItem)
  finishItem(@Who() who: Visitor, @Input() input: In<typeof routes.finishItem>) {
    return this.perform.perform(who, FINISH_ITEM, input);
  }

  @Serve(routes.leaveItem)
  leaveItem(@Who() who: Visitor, @Input() input: In<typeof routes.leaveItem>) {
    return this.perform.perform(who, LEAVE_ITEM, input);
  }
}
