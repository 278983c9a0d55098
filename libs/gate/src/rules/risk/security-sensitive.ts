import { lineRule } from '../line-rule.ts'
import { pathRule } from '../path-rule.ts'
import type { Rule } from '../rule.ts'
import { securitySigns } from './security-signs.ts'

const WHY = 'code that guards access or secrets is changed'
const WORDS = new Set(
  'auth authn authz authentication authorization oauth oauth2 oidc saml sso login jwt crypto cryptography cipher encryption security permission permissions acl rbac password passwords credential credentials secret secrets session sessions signature signatures signing token tokens guard guards policy policies role roles privilege privileges devise voter voters csp hmac keystore keyring totp otp mfa webauthn passkey ldap kerberos sudo vault kms htaccess htpasswd csrf cors sanitize sanitizer tls ssl certs firewall'.split(
    ' ',
  ),
)
/** Keys, and settings of servers that say who may do what. */
const FILE =
  /\.(pem|key|crt|cer|p12|pfx|jks|asc|gpg|pub|enc)$|(^|\/)(web\.config|id_(rsa|ed25519|ecdsa))$/i

const byPath = pathRule({
  name: 'security-sensitive',
  decision: 'approval',
  riskClass: 'security_patch',
  objection: (path) =>
    wordsOf(path).some((word) => WORDS.has(word)) || FILE.test(path) ? WHY : null,
  refused: [
    '=== src/auth/session.ts\n+x',
    '=== app/loginController.php\n+x',
    '=== lib/password_hash.rb\n+x',
    '=== src/http.ts\n+  rejectUnauthorized: false,',
    '=== src/client.py\n+    requests.get(url, verify=False)',
    '=== client.go\n+\tInsecureSkipVerify: true,',
    '=== src/a.ts\n-  jwt.verify(token, key)',
    '=== src/a.js\n+  eval(input)',
    '=== src/a.py\n+    data = pickle.loads(body)',
    '=== src/a.py\n+    subprocess.run(cmd, shell=True)',
    '=== src/page.tsx\n+  <p dangerouslySetInnerHTML={{ __html: text }} />',
  ],
  allowed: [
    '=== src/author.ts\n+x',
    '=== src/tokenizer.ts\n+x',
    '=== src/a.ts\n+  const evaluation = evaluate(input)',
  ],
})

const byContent = lineRule({
  ...byPath,
  why: WHY,
  change: 'any',
  patterns: securitySigns,
})

/** By the words of a path, and by content under any other name. */
export const securitySensitive: Rule = {
  ...byPath,
  find: (patch, context) => [...byPath.find(patch, context), ...byContent.find(patch, context)],
}

/** `src/loginController.ts` has the words src, login, controller and ts. */
function wordsOf(path: string): string[] {
  return path
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
}
