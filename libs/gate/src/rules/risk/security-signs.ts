import type { Pattern } from '../line-rule.ts'

const code = ['javascript', 'python', 'go', 'rust', 'java', 'ruby', 'php', 'csharp', 'c'] as const

/** Code that guards access, hides secrets or runs what it is given, whatever file it stands in. */
export const securitySigns: readonly Pattern[] = [
  {
    where: 'sources',
    pattern:
      /\brejectUnauthorized\b|\bInsecureSkipVerify\b|\bverify\s*=\s*False\b|\bNODE_TLS_REJECT_UNAUTHORIZED\b|\bCERT_NONE\b|\bAccess-Control-Allow-\w+|\bstrictHostKeyChecking\b|\bVERIFY_NONE\b|\bServerCertificateCustomValidation\w*|\bSSL_VERIFYPEER\b/i,
  },
  {
    where: 'sources',
    pattern:
      /\b(?:createCipher\w*|createDecipher\w*|createHmac|timingSafeEqual|bcrypt|argon2|scrypt|pbkdf2)\b|\bjwt\.(?:sign|verify|decode|encode)\b|\bhashlib\.|\bMessageDigest\b|\b(?:md5|sha1|sha256|aes|des|rsa)\.(?:Sum|New|NewCipher)\w*\s*\(|\bcreateHash\s*\(|\bhmac\.|\bSecureRandom\b|\b(?:SECRET_KEY|SECRET_KEY_BASE|ENCRYPTION_KEY)\b/i,
  },
  {
    // Runs or unpacks what it is given.
    where: 'sources',
    languages: code,
    pattern:
      /(?<![.\w])eval\s*\(|\bnew\s+Function\s*\(|\bpickle\.loads?\b|\byaml\.(?:unsafe_)?load\s*\(|\bshell\s*=\s*True\b|\bos\.(?:system|popen)\s*\(|\bdangerouslySetInnerHTML\b|\binnerHTML\s*=|\bhtml_safe\b|\bunserialize\s*\(|\bsetuid\b|\bexec(?:Sync)?\s*\(\s*`[^`]*\$\{|\bRuntime\.getRuntime\(\)\.exec\b|\bObjectInputStream\b|\bBinaryFormatter\b|\bMarshal\.load\b/,
  },
  {
    // Who may do what.
    where: 'sources',
    languages: code,
    pattern:
      /@(?:PreAuthorize|PostAuthorize|Secured|RolesAllowed|PermitAll|login_required|permission_required|csrf_exempt|permission_classes|requires_auth)\b|\[\s*(?:Authorize|AllowAnonymous|ValidateAntiForgeryToken)\b|\b(?:skip_)?before_action\s+:(?:authenticate|authorize|require_login|verify)\w*|\bprotect_from_forgery\b|\b(?:is|has)(?:_)?(?:Admin|Role|Permission|Superuser|Staff|Authenticated)\b|\b(?:requireAuth|ensureAuthenticated|checkPermission|authorize)\w*\s*\(|\bhttp_?only\b|\bsame_?site\b|\bsecure\s*[:=]\s*(?:true|false)\b/i,
  },
  {
    languages: ['c'],
    where: 'sources',
    pattern: /(?<![\w.>])(?:strcpy|strcat|sprintf|vsprintf|gets|system|popen|alloca)\s*\(/,
  },
  { languages: ['rust'], where: 'sources', pattern: /\bunsafe\b|\btransmute\b|\bfrom_raw_parts\b/ },
  {
    languages: ['go'],
    where: 'sources',
    pattern: /\bunsafe\.Pointer\b|\bexec\.Command\s*\(\s*"(?:sh|bash)"/,
  },
  {
    languages: ['shell', 'yaml'],
    pattern:
      /\bchmod\s+(?:-R\s+)?(?:0?777|a\+rwx|u\+s|[2467]\d{3})\b|\bsetcap\b|\bsudoers\b|\bcurl\b[^|]{0,200}\|\s*(?:sudo\s+)?(?:ba)?sh\b/,
  },
]
