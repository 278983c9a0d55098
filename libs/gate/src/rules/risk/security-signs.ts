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
    // Settings that say how a door is locked.
    where: 'sources',
    pattern:
      /\bcontentSecurityPolicy\b|\bcors\s*\(|\borigin\s*:\s*["'`]\*|\bcustomErrors\b|\bDEBUG\s*=\s*True\b|\bALLOWED_HOSTS\b|\bAllowAny\b|\bpermit_?All\b|\bpermit!|\bcsrf\b|\bTLSv?1[._]?[01]\b|\bVersionTLS1[01]\b|\bVersionSSL\w*|\bMinVersion\b|\bdanger_\w+|\b_create_unverified_context\b|HostnameVerifier\b|CertificateValidation\w*|\bCURLOPT_SSL_\w+|\bSSL_(?:CTX_)?set_verify\b|\bSSL_VERIFY_\w+|\bRequireHttps\w*|\bexpires_?in\b\s*[:=]|\bverify_authenticity_token\b/i,
  },
  {
    // Chance, sums and ciphers.
    where: 'sources',
    languages: code,
    pattern:
      /\bMath\.random\s*\(|\bcrypto\.\w+|["'`]crypto(?:\/\w+)?["'`]|\brandom\.(?:choice|randint|random|randrange|sample)\s*\(|\brand\.(?:Int|Intn|Read|Seed|Float64)\w*\s*\(|(?<![.\w>])s?rand\s*\(|\bmt_rand\s*\(|\b(?:MD5|SHA1|SHA256|DES|RC4|Aes|Rijndael\w*)\.Create\s*\(|\bDigest::\w+|(?<![.\w>])(?:md5|sha1|crypt)\s*\(|\bCipher\.getInstance\b|PasswordEncoder\b|\bverify_?[sS]ignature\w*|\bsecrets\.\w+\s*\(/,
  },
  {
    // A statement, a command or a page that is put together from what somebody gave.
    where: 'sources',
    languages: code,
    pattern:
      /["'`]\s*(?:select|SELECT|insert|INSERT|update|UPDATE|delete|DELETE)\s[^"'`]{0,300}(?:["']\s*[+.]|\$\{|#\{|\{\w)|(?<![.\w])exec(?:ute_script)?\s*\(|\bchild_process\b|\bvm\.run\w+|\bdocument\.write\s*\(|\btemplate\.(?:HTML|JS|URL)\s*\(|\bHtml\.Raw\b|\bextractall\s*\(|(?<![.\w>])(?:system|shell_exec|passthru|popen|proc_open|extract)\s*\(|\$_(?:GET|POST|REQUEST|COOKIE)\b|\bProcess\.Start\s*\(|\b(?:send|public_send|constantize|instance_eval|class_eval)\s*\(?\s*params\b|(?<![.\w>])(?:memcpy|strncpy|scanf|setuid|setgid|chmod|chown)\s*\(/,
  },
  {
    // Whoever asks is turned away.
    where: 'sources',
    languages: code,
    pattern:
      /\b(?:40[13]|Forbidden|Unauthorized|FORBIDDEN|UNAUTHORIZED|AccessDenied\w*|PermissionDenied|NotAuthorized\w*)\b|\bdeny\w*AccessUnlessGranted\b|^\s*authorize\b|\b(?:can|may)(?:Edit|View|Delete|Access|Manage)\w*\s*\(/,
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
