// A real OpenID provider on a loopback port, for the tests: `node provider.mjs '{"port": …, "redirects": […], …}'`.
// Who signs in types an address; the rest of what it says about them comes in the same form. Prints "ready" when it listens.
import http from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { Provider } from "oidc-provider";

const given = JSON.parse(process.argv[2]);
const issuer = `http://127.0.0.1:${given.port}`;
const people = new Map();

function signingKey() {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig", kid: given.kid };
}

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: given.client,
      client_secret: given.secret,
      redirect_uris: [given.back],
      post_logout_redirect_uris: [given.left],
      id_token_signed_response_alg: "ES256",
    },
  ],
  jwks: { keys: [signingKey()] },
  cookies: { keys: ["of-the-tests"] },
  claims: { openid: ["sub", "amr", "acr"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: given.userinfo, // true: the address is only in the answer of the userinfo endpoint
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource(ctx, form) {
        ctx.body = `<!doctype html><html lang="nl"><title>Uit</title>${form}<button form="op.logoutForm" name="logout" value="yes">Uit</button></html>`;
      },
    },
  },
  pkce: { required: () => true },
  ttl: { IdToken: given.life, AccessToken: 60, AuthorizationCode: 60, Grant: 600, Interaction: 600, Session: 600 },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people.get(id) }) }),
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

const FORM = `<!doctype html><html lang="nl"><title>Proefdienst</title><h1>Proefdienst</h1><form method="post">
<label>E-mailadres <input name="email"></label><input type="hidden" name="verified" value="true"><input type="hidden" name="name" value="Ans">
<input type="hidden" name="amr" value="pwd"><button name="go" value="in">Log in</button><button name="go" value="no">Stop</button></form></html>`;

async function interaction(request, response) {
  if (request.method !== "POST") {
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    return response.end(FORM);
  }
  let body = "";
  for await (const piece of request) body += piece;
  const typed = new URLSearchParams(body);
  if (typed.get("go") === "no") {
    return provider.interactionFinished(request, response, { error: "access_denied" });
  }
  const id = `person-${people.size}`;
  const verified = { true: true, false: false }[typed.get("verified")];
  people.set(id, { email: typed.get("email") || undefined, email_verified: verified, name: typed.get("name") || undefined });
  return provider.interactionFinished(request, response, { login: { accountId: id, amr: typed.get("amr").split(" ") } });
}

const answer = provider.callback();
http
  .createServer((request, response) => {
    if (request.url === "/favicon.ico") return response.writeHead(204).end();
    return request.url.startsWith("/interaction/") ? interaction(request, response) : answer(request, response);
  })
  .listen(given.port, "127.0.0.1", () => console.log("ready"));
