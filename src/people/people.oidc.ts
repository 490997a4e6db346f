import { Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import * as client from 'openid-client';
import { must } from '../basics/must.js';
import { refuse, type Result } from '../basics/result.js';
import { SignIn } from './people.session.js';

/** The OpenID provider with which people sign in. */
export interface Oidc {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly name: string;
}

export const OIDC = Symbol('oidc');

/** Sign-in at an OpenID provider: authorisation code with PKCE, state and nonce; a verified e-mail must be known here. */
@Injectable()
export class OidcDoor {
  private found: Promise<client.Configuration> | null = null;

  constructor(
    @Inject(OIDC) private readonly oidc: Oidc | null,
    private readonly signIn: SignIn,
  ) {}

  /** Where to send the browser. */
  async begin(request: Request, origin: string): Promise<string> {
    const configuration = await this.discover().catch(() => null);
    if (!configuration) return '/sign-in?refused=session.oidc_unavailable';
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const nonce = client.randomNonce();
    request.session.oidc = { state, verifier, nonce };
    await new Promise<void>((done) => request.session.save(() => done()));
    return client.buildAuthorizationUrl(configuration, {
      redirect_uri: `${origin}/api/session/oidc/callback`,
      scope: 'openid email',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    }).href;
  }

  /** Refusals: `session.oidc_failed`, `session.email_unverified`, `session.unknown_person`. */
  async end(request: Request, origin: string): Promise<Result<string>> {
    const begun = request.session.oidc;
    if (!begun) return refuse('session.oidc_failed');
    try {
      const configuration = await this.discover();
      const tokens = await client.authorizationCodeGrant(
        configuration,
        new URL(request.originalUrl, origin),
        {
          pkceCodeVerifier: begun.verifier,
          expectedState: begun.state,
          expectedNonce: begun.nonce,
        },
      );
      const claims = must(tokens.claims(), 'ID token');
      const info =
        claims['email'] === undefined
          ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
          : claims;
      if (info['email_verified'] !== true || typeof info['email'] !== 'string') {
        return refuse('session.email_unverified');
      }
      return this.signIn.byVerifiedEmail(request, info['email']);
    } catch {
      return refuse('session.oidc_failed');
    }
  }

  private discover(): Promise<client.Configuration> {
    const { oidc } = this;
    if (!oidc) return Promise.reject(new Error('no OpenID provider is configured'));
    const issuer = new URL(oidc.issuer);
    const local = ['localhost', '127.0.0.1'].includes(issuer.hostname);
    this.found ??= client
      .discovery(issuer, oidc.clientId, oidc.clientSecret ?? undefined, undefined, {
        execute: local ? [client.allowInsecureRequests] : [],
      })
      .catch((error: Error) => {
        this.found = null;
        throw error;
      });
    return this.found;
  }
}
