import { Module } from '@nestjs/common';
import { PeopleController } from './people.controller.js';
import { OidcDoor } from './people.oidc.js';
import { SignIn } from './people.session.js';

@Module({ controllers: [PeopleController], providers: [SignIn, OidcDoor] })
export class PeopleModule {}
