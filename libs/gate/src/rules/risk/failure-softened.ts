import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import { countMatches, firstRemoved } from '../count-matches.ts'
import type { Rule } from '../rule.ts'

/** Fewer failures are raised, or more are caught whatever they are: right at times, quiet always. */
export const failureSoftened: Rule = {
  name: 'failure-softened',
  decision: 'approval',
  find: (patch) =>
    patch.flatMap((file) => {
      const { raised, catchAll } = languageOf(file.oldPath)
      if (isTestFile(file.path) || raised === undefined) return []
      const [raises, catches] = [raised, catchAll ?? /(?!)/].map((form) => countMatches(file, form))
      const isQuieter = raises !== undefined && raises.removed > raises.added
      const isBroader = catches !== undefined && catches.added > catches.removed
      if (!isQuieter && !isBroader) return []
      const why = isQuieter
        ? 'fewer failures are raised or looked at than before'
        : 'failures are caught whatever they are'
      return [{ path: file.path, line: isQuieter ? firstRemoved(file, raised) : null, why }]
    }),
  refused: [
    '=== src/a.ts\n-  if (amount < 0) throw new RangeError("negative")',
    '=== src/a.ts\n+  } catch {\n+    return null\n+  }',
    '=== app/a.py\n-    assert amount >= 0',
    '=== app/a.py\n+    except Exception:\n+        return None',
    '=== a.go\n-\tif err := f(); err != nil {\n-\t\treturn err\n-\t}\n+\tf()',
    '=== src/a.rs\n-    parse(text)?\n+    parse(text).unwrap_or_default()',
    '=== src/main/java/A.java\n-            throw new IllegalStateException();\n+            return null;',
    '=== lib/a.rb\n+  rescue => e\n+    nil',
    '=== src/A.php\n-            throw new NotFound();\n+            return null;',
    '=== A.cs\n+        catch (Exception)\n+        {\n+            return 0;',
    '=== src/a.c\n-  if (f() != 0) return -1;\n+  (void)f();',
    '=== scripts/a.sh\n-  exit 1',
  ],
  allowed: [
    '=== src/a.ts\n-    console.log(error)\n+    throw error',
    '=== src/a.rs\n-    read(path).unwrap();\n+    read(path)?;',
    '=== app/a.py\n-    except Exception:\n+    except ValueError:',
    '=== src/a.test.ts\n-  throw error',
  ],
}
