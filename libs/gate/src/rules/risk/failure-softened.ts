import { isTestFile } from '../../is-test-file.ts'
import { languageOf } from '../../languages/languages.ts'
import type { PatchFile } from '../../patch/patch-file.ts'
import { countMatches, firstRemoved, matchesIn } from '../count-matches.ts'
import { pairRule } from '../pair-rule.ts'
import type { Rule } from '../rule.ts'
import { signRule } from '../sign-rule.ts'
import { floatingCalls } from './floating-calls.ts'

const RAISES = /^\s*(?:throw\s+\S|raise\s+\S|raise$|panic[!(])/

const counted: Rule = {
  name: 'failure-softened',
  decision: 'approval',
  find: (patch) =>
    patch.flatMap((file) => {
      const { raised, catchAll } = languageOf(file.oldPath)
      if (isTestFile(file.path) || raised === undefined) return []
      const raises = countMatches(file, raised)
      const catches = catchesIn(file, catchAll ?? /(?!)/)
      const isQuieter = raises.removed > raises.added
      const isBroader = catches.added > catches.removed
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
    '=== src/a.ts\n+  } catch (error) {\n+    throw new LoadError("no", { cause: error })',
  ],
}

const signs = signRule({ ...counted, why: 'a failure is answered quietly', sign: 'quietened' })
const handlers = pairRule({
  ...counted,
  why: 'a failure is answered with a constant or a note',
  pair: 'quietHandler',
})

/** Fewer failures are raised, or more are answered quietly: right at times, and never heard of. */
export const failureSoftened: Rule = {
  ...counted,
  find: (patch, context) => {
    const floating = new Map(patch.map((file) => [file.path, floatingCalls(file)]))
    const quiet = signs
      .find(patch, context)
      .filter(({ path, line }) => line === null || floating.get(path)?.has(line) !== true)
    return [...quiet, ...[counted, handlers].flatMap((part) => part.find(patch, context))].filter(
      ({ path }) => !isTestFile(path),
    )
  },
  refused: [
    ...counted.refused,
    '=== src/a.ts\n+  await Promise.allSettled(tasks)',
    '=== src/a.ts\n+  await save(order).catch(noop)',
    '=== app/a.py\n+    except ValueError as error:\n+        logger.debug("x")',
    '=== src/main/java/A.java\n+        } catch (IOException e) {\n+            return null;',
    '=== lib/a.rb\n-    order.save!\n+    order.save',
    '=== A.cs\n+        catch (FormatException)\n+        {\n+            return 0;',
    '=== scripts/run.py\n-    subprocess.run(["pytest"], check=True)\n+    subprocess.run(["pytest"])',
    '=== src/a.ts\n-  await queue.run()\n+  void queue.run()',
    '=== src/a.ts\n-  await save().then(next)\n+  await save().then(next, next)',
    '=== Sources/A.swift\n+    try? save(doc)',
    '=== scripts/lib.sh\n+go() { cd "$1" || return 1; }',
    '=== run.sh\n+make() {\n+  :',
    "=== src/a.ts\n-  if (bad) throw new Error('bad')\n-  queue.run()\n+  void queue.run()",
    '=== src/a.ts\n-  save(doc)\n-  await save(doc)\n+  void save(doc)',
    '=== src/a.ts\n-  save(doc)\n-  return save(doc);\n+  void save(doc)',
    '=== src/a.ts\n-  save(doc)\n+  void save(doc)\n+  void save(doc)',
    '=== src/a.ts\n-  save(doc)\n+  save(doc)\n+  void save(doc)',
  ],
  allowed: [
    ...counted.allowed,
    '=== src/a.ts\n-  queue.run()\n+  void queue.run()',
    '=== src/a.ts\n-  await open()\n-  queue.run()\n+  await open(url)\n+  void queue.run()',
  ],
}

/** A handler that raises a failure of its own in its first line has not made anything quieter. */
function catchesIn(file: PatchFile, form: RegExp) {
  const all = countMatches(file, form)
  const raisedAgain = file.hunks
    .map((hunk) => hunk.filter(({ kind }) => kind !== 'removed'))
    .flatMap((lines) =>
      lines.filter(
        ({ kind, text }, at) =>
          kind === 'added' && matchesIn(text, form) > 0 && RAISES.test(lines[at + 1]?.text ?? ''),
      ),
    )
  return { removed: all.removed, added: all.added - raisedAgain.length }
}
