// A real OpenID provider for `oidc.test.ts`, in a process of its own: its packages are ESM only. Over the channel to its
// parent it says its port, is told the client's redirect URI, and says that it is ready.
import { createServer } from 'node:http';

// It warns that it is not set up for production, and it is not.
console.warn = () => undefined;
console.info = () => undefined;
const { default: Provider } = await import('oidc-provider');

/** Who has an account here, by the name with which the test signs in. */
const ACCOUNTS = {
  ada: { email: 'ada@example.org', email_verified: true },
  bea: { email: 'BEA@Example.ORG', email_verified: true },
  stranger: { email: 'stranger@example.org', email_verified: true },
  unverified: { email: 'ada@example.org', email_verified: false },
  unsaid: { email: 'ada@example.org' },
  silent: {},
};

let answer = (_request, response) => response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));

function provide(issuer, redirectUri) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'plenary',
        client_secret: 'the secret of the client',
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['only for this run'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...ACCOUNTS[id] }),
    }),
    // Everybody has consented beforehand.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
  });
  const rest = provider.callback();
  answer = (request, response) => {
    const url = new URL(request.url, issuer);
    if (!url.pathname.startsWith('/interaction/')) return rest(request, response);
    const account = url.searchParams.get('account');
    const result =
      account === 'nobody' ? { error: 'access_denied' } : { login: { accountId: account ?? '' } };
    return provider.interactionFinished(request, response, result).catch(() => response.writeHead(400).end());
  };
}

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address();
  process.once('message', ({ redirectUri }) => {
    provide(`http://127.0.0.1:${port}`, redirectUri);
    process.send({ ready: true });
  });
  process.send({ port });
});
process.once('disconnect', () => process.exit());
