/** A kind of credential that shows by its form what it is. */
export interface TokenKind {
  readonly kind: string
  readonly pattern: RegExp
  /** Who says that it looks so. */
  readonly source: string
}

/** Collects the forms of many services; the facts alone are taken from there. */
const GITLEAKS = 'https://github.com/gitleaks/gitleaks/blob/master/config/gitleaks.toml'
const kind = (name: string, pattern: RegExp, source = GITLEAKS): TokenKind => ({
  kind: name,
  pattern,
  source,
})

/**
 * Credentials with a published form. Each expression is bounded: it can neither start over inside
 * what it failed to match, nor run out of stack on a line of many megabytes.
 */
export const tokenKinds: readonly TokenKind[] = [
  kind(
    'a GitHub token',
    /gh[pousr]_[A-Za-z0-9_.-]{20,4096}|github_pat_[A-Za-z0-9_]{20,4096}/,
    'https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/',
  ),
  kind(
    'a GitLab token',
    /gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|wt|soat|ffct)-[A-Za-z0-9_=.-]{20,4096}/,
    'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ),
  kind(
    'a GitLab runner token',
    /GR1348941[A-Za-z0-9_-]{20}/,
    'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ),
  kind('a Google refresh token', /(?<![A-Za-z0-9])1\/\/0[A-Za-z0-9_-]{40,4096}/),
  kind(
    'a Discord bot token',
    /(?<![A-Za-z0-9])[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}/,
  ),
  kind('a Mailgun key', /(?<![A-Za-z0-9])key-[0-9a-f]{32}(?![0-9a-f])/),
  kind('an Artifactory key', /(?<![A-Za-z0-9])AKCp[A-Za-z0-9]{60,80}/),
  kind('a crates.io token', /(?<![A-Za-z0-9])cio[A-Za-z0-9]{32}(?![A-Za-z0-9])/),
  kind('an Atlassian token', /AT(?:ATT3|CTT3|BB)[A-Za-z0-9_=-]{24,4096}/),
  kind('an Anthropic key', /sk-ant-[A-Za-z0-9_-]{10,4096}/),
  kind('an OpenAI key', /sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{20,4096}|sk-[A-Za-z0-9]{40,4096}/),
  kind(
    'a Hugging Face token',
    /hf_[A-Za-z0-9]{30,4096}/,
    'https://huggingface.co/docs/hub/security-tokens',
  ),
  kind('a key of a model service', /(?:gsk|r8|pplx|xai)[_-][A-Za-z0-9]{32,4096}/),
  kind(
    'an AWS key id',
    /(?:AKIA|ASIA|ABIA|ACCA)[0-9A-Z]{16}/,
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html',
  ),
  kind(
    'a Google key',
    /AIza[0-9A-Za-z_-]{35}|GOCSPX-[A-Za-z0-9_-]{28}|ya29\.[A-Za-z0-9_-]{20,4096}/,
    'https://cloud.google.com/docs/authentication/api-keys',
  ),
  kind('an Azure storage key', /AccountKey=[A-Za-z0-9+/]{80,90}={0,2}/),
  kind('an Azure client secret', /[A-Za-z0-9_~.]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}/),
  kind(
    'a Slack token',
    /xox[a-z]-[A-Za-z0-9-]{10,4096}|xapp-\d-[A-Za-z0-9-]{10,4096}|hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9+/]{20,4096}/,
    'https://docs.slack.dev/authentication/tokens/',
  ),
  kind(
    'a Discord webhook',
    /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/[A-Za-z0-9_-]{60,4096}/,
  ),
  kind(
    'a Telegram bot token',
    /\d{8,10}:AA[A-Za-z0-9_-]{33}/,
    'https://core.telegram.org/bots/features#botfather',
  ),
  kind('an npm token', /npm_[A-Za-z0-9]{36,4096}/),
  kind('a PyPI token', /pypi-[A-Za-z0-9_-]{50,4096}/, 'https://pypi.org/help/#apitoken'),
  kind('a RubyGems key', /rubygems_[0-9a-f]{48}/),
  kind('a NuGet key', /(?<![a-z0-9])oy2[a-z0-9]{43}/),
  kind('a Docker token', /dckr_[op]at_[A-Za-z0-9_-]{20,4096}/),
  kind(
    'a Stripe key',
    /[rs]k_(?:live|test)_[A-Za-z0-9]{16,4096}|whsec_[A-Za-z0-9+/]{24,4096}/,
    'https://docs.stripe.com/keys',
  ),
  kind('a Square token', /sq0(?:atp|csp)-[A-Za-z0-9_-]{22,4096}/),
  kind('a Shopify token', /shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/),
  kind('a SendGrid key', /SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{30,4096}/),
  kind('a Twilio key', /(?<![A-Za-z0-9])SK[0-9a-f]{32}/),
  kind('a DigitalOcean token', /do[opr]_v1_[0-9a-f]{64}/),
  kind(
    'a Vault token',
    /hv[sbr]\.[A-Za-z0-9_-]{20,4096}/,
    'https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes',
  ),
  kind('a Terraform token', /\.atlasv1\.[A-Za-z0-9_=-]{60,4096}/),
  kind('a Pulumi token', /pul-[0-9a-f]{40}/),
  kind('a Grafana token', /gl(?:sa|c)_[A-Za-z0-9+/=_]{32,4096}/),
  kind('a Sentry token', /sntry[su]_[A-Za-z0-9+/=_-]{40,4096}/),
  kind('a New Relic key', /NR(?:AK|JS|II)-[A-Za-z0-9_-]{20,4096}/),
  kind('a Databricks token', /(?<![A-Za-z0-9])dapi[0-9a-f]{32}/),
  kind('a database token', /pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_=.-]{32,4096}|sbp_[0-9a-f]{40}/),
  kind(
    'a hosting token',
    /HRKU-[A-Za-z0-9_-]{36,4096}|nfp_[A-Za-z0-9]{36,4096}|fo1_[A-Za-z0-9_-]{43}/,
  ),
  kind('a Doppler token', /dp\.(?:pt|st|sa|ct|scim|audit)\.[A-Za-z0-9.]{40,4096}/),
  kind('a Tailscale key', /tskey-[a-z]{3,10}-[A-Za-z0-9-]{16,4096}/),
  kind('a Postman key', /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/),
  kind('a Linear key', /lin_(?:api|oauth)_[A-Za-z0-9]{32,4096}/),
  kind('a Notion token', /(?<![A-Za-z0-9])ntn_[A-Za-z0-9]{40,4096}/),
  kind('a Figma token', /figd_[A-Za-z0-9_-]{36,4096}/),
  kind('a token of a CI service', /CCIPAT_[A-Za-z0-9_]{40,4096}|bkua_[0-9a-f]{40}/),
  kind('a token of 1Password', /ops_eyJ[A-Za-z0-9+/=_-]{100,4096}/),
  kind('a key of age', /AGE-SECRET-KEY-1[0-9A-Z]{58}/),
  kind(
    'a private key',
    /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[A-Za-z0-9+/=\s]|\\[nr]){0,12000}(?:-----END [A-Z0-9 ]{0,40}-----)?/,
    'https://www.rfc-editor.org/rfc/rfc7468',
  ),
]
