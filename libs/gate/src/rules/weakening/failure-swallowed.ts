import { lineRule } from '../line-rule.ts'
import type { Rule } from '../rule.ts'
import { emptyHandler } from './empty-handler.ts'

const lines = lineRule({
  name: 'failure-swallowed',
  decision: 'block',
  why: 'a failure is hidden instead of being mended',
  patterns: [
    {
      languages: ['shell', 'yaml', 'other'],
      pattern:
        /\|\|\s*(?:true|:|exit\s+0|return\s+0)(?:\s|["';)]|$)|;\s*(?:true|exit\s+0)\s*["']?$/,
    },
    {
      languages: ['shell', 'yaml'],
      pattern: /\bset\s+\+(?:e\b|\w*e\w*|o\s+(?:errexit|pipefail))|^\s*exit\s+0\b/,
    },
    {
      languages: ['javascript', 'python', 'ruby', 'php'],
      pattern: /["'`][^"'`]*\|\|\s*true\s*["'`]/,
    },
    {
      pattern:
        /\bcontinue-on-error\s*:\s*true|\ballow_failure\s*:\s*true|\bignore_errors\s*:\s*(?:yes|true)/,
    },
    {
      pattern:
        /\b(?:failOnError|fail_on_error|failOnViolation|failIfNoTests|abortOnError|ignoreFailures|testFailureIgnore)\b/,
    },
    {
      pattern:
        /--(?:passWithNoTests|pass-with-no-tests|exit-zero|no-verify|skip-tests|if-present)\b|-DskipTests\b/,
    },
    {
      languages: ['javascript'],
      pattern:
        /\bprocess\.(?:exit\s*\(\s*0\s*\)|exitCode\s*=\s*0\b)|\bcatch\s*(?:\([^()]*\)\s*)?\{\s*\}|\.catch\s*\(\s*(?:\([^()]*\)|\w+)\s*=>\s*(?:\{\s*\}|null|undefined|void 0|false)\s*\)|\.on\s*\(\s*["'](?:uncaughtException|unhandledRejection)["']/,
    },
    {
      languages: ['python'],
      pattern:
        /^\s*except\b[^:]*:\s*(?:pass|\.\.\.)\s*$|\b(?:sys\.exit|os\._exit)\s*\(\s*0?\s*\)|\bsuppress\s*\(\s*(?:Base)?Exception\b/,
    },
    {
      languages: ['go'],
      pattern: /\bos\.Exit\s*\(\s*0\s*\)|^\s*_\s*=\s*err\b|^\s*_\s*=\s*recover\s*\(/,
    },
    {
      languages: ['rust'],
      pattern: /\bprocess::exit\s*\(\s*0\s*\)|\.ok\s*\(\s*\)\s*;\s*$|\bcatch_unwind\b/,
    },
    { languages: ['java', 'csharp', 'php', 'c'], pattern: /\bcatch\s*(?:\([^()]*\)\s*)?\{\s*\}/ },
    {
      languages: ['java', 'csharp'],
      pattern: /\b(?:System\.exit|Environment\.Exit)\s*\(\s*0\s*\)/,
    },
    {
      languages: ['ruby'],
      pattern: /\brescue\s+(?:nil|false|true)\b|\bexit!?\s*\(?\s*(?:0|true)\b/,
    },
    {
      languages: ['php'],
      pattern: /\b(?:exit|die)\s*\(\s*0?\s*\)|\berror_reporting\s*\(\s*0\s*\)/,
    },
  ],
  refused: [
    '=== run.sh\n-npm test\n+npm test || true',
    '=== run.sh\n+set +e',
    '=== run.sh\n+exit 0',
    '=== scripts/check.js\n+execSync("npm test || true")',
    '=== scripts/check.js\n+process.exit(0)',
    '=== src/a.ts\n+  try { f() } catch (error) {}',
    '=== src/a.ts\n+  await f().catch(() => {})',
    '=== a.py\n+    except Exception: pass',
    '=== a.py\n+    sys.exit(0)',
    '=== main.go\n+\t_ = err',
    '=== src/main.rs\n+    std::process::exit(0);',
    '=== src/main/java/A.java\n+    try { f(); } catch (Exception e) {}',
    '=== a.rb\n+  total = sum rescue nil',
    '=== a.php\n+    exit(0);',
    '=== A.cs\n+    Environment.Exit(0);',
    '=== deploy.yml\n+    ignore_errors: yes',
    '=== test.sh\n+vitest run --passWithNoTests',
  ],
  allowed: [
    '=== src/a.ts\n+  const isOpen = given || true',
    '=== src/a.ts\n+  process.exit(1)',
    '=== src/a.ts\n+  } catch (error) {\n+    throw new Error("no", { cause: error })\n+  }',
    '=== run.sh\n+set -e',
    '=== run.sh\n+test -d out || exit 1',
    '=== a.py\n+    except ValueError:\n+        raise',
  ],
})

/** A failure that nobody will hear of, on one line or over two. */
export const failureSwallowed: Rule = {
  ...lines,
  find: (patch, context) => [...lines.find(patch, context), ...patch.flatMap(emptyHandler)],
  refused: [
    ...lines.refused,
    '=== src/a.ts\n+  } catch {\n+  }',
    '=== src/a.ts\n   } catch (error) {\n-    throw error\n   }',
    '=== a.py\n     except ValueError:\n-        raise\n+        pass',
    '=== a.rb\n+  rescue StandardError\n+  end',
  ],
}
