import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { AccountLetters } from './account.outbox.js';
import { PeopleController } from './people.controller.js';
import { OidcDoor } from './people.oidc.js';
import { PersonsController } from './persons.controller.js';
import { SignIn } from './people.session.js';
import { Standing } from './people.standing.js';

@Module({
  controllers: [AccountController, PeopleController, PersonsController],
  providers: [SignIn, OidcDoor, Standing, AccountLetters],
})
export class PeopleModule {}
