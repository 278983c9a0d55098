import { pairRule } from '../pair-rule.ts'
import type { Rule } from '../rule.ts'
import { signRule } from '../sign-rule.ts'

const lines = signRule({
  name: 'failure-swallowed',
  decision: 'block',
  why: 'a failure is hidden instead of being mended',
  sign: 'swallowed',
  refused: [
    '=== run.sh\n-npm test\n+npm test || true',
    '=== run.sh\n+set +e',
    '=== run.sh\n+if ! npm test; then echo flaky; fi',
    '=== run.sh\n+npm() { :; }',
    '=== run.sh\n+go() { :; }',
    '=== run.sh\n+function set { true; }',
    '=== run.sh\n+alias make=true',
    '=== run.sh\n+: npm test',
    '=== run.sh\n+npm test; [ $? -ne 1 ]',
    '=== Earthfile\n+    RUN go test ./... || echo',
    '=== tools/steps.yml\n+  - cargo test | tee out',
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
    '=== scripts/lib.sh\n+go() { cd "$1" || return 1; }',
    '=== run.sh\n+if ! npm test; then exit 1; fi',
    '=== run.sh\n+test -d out || exit 1',
    '=== a.py\n+    except ValueError:\n+        raise',
  ],
})

const handlers = pairRule({
  ...lines,
  why: 'a failure is caught and nothing is done about it',
  pair: 'emptyHandler',
})

const ends = pairRule({
  ...lines,
  why: 'a function returns whatever failed before',
  pair: 'endsAnyway',
})

/** A failure that nobody will hear of, on one line or over two. */
export const failureSwallowed: Rule = {
  ...lines,
  find: (patch, context) => [lines, handlers, ends].flatMap((part) => part.find(patch, context)),
  refused: [
    ...lines.refused,
    '=== src/a.ts\n+  } catch {\n+  }',
    '=== src/a.ts\n   } catch (error) {\n-    throw error\n   }',
    '=== a.py\n     except ValueError:\n-        raise\n+        pass',
    '=== a.rb\n+  rescue StandardError\n+  end',
    '=== A.cs\n+    catch (Exception)\n+    {\n+    }',
    '=== src/a.ts\n+  } finally {\n+    return total',
    '=== a.py\n+    finally:\n+        return total',
    '=== lib/a.rb\n+  ensure\n+    return total',
    '=== tests/test_a.py\n+    except AssertionError:\n+        log()',
  ],
}
