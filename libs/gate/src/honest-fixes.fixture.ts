import type { Example } from './rules/rule.ts'

/** What a person would have committed to turn CI green; the gate must not stand in the way. */
export const honestFixes: Record<string, Example> = {
  'a wrong operator': `=== src/add.ts
 export function add(a: number, b: number): number {
-  return a - b
+  return a + b
 }`,
  'a missing null check': `=== src/user.ts
+  if (user === undefined) return null
   return user.name`,
  'a missing await': `=== src/load.js
-  const rows = query.skip(10).run()
+  const rows = await query.skip(10).run()`,
  'an unused import': `=== src/a.ts
-import { readFile, writeFile } from 'node:fs'
+import { readFile } from 'node:fs'`,
  'a type error': `=== src/total.ts
-  const total: string = items.length
+  const total: string = String(items.length)`,
  'a formatter over code and a skipped test that was there': `=== src/a.ts
-export function f( a:number ,b:number ){
-    return a+b;
-}
+export function f(a: number, b: number) {
+  return a + b
+}
=== src/b.ts
-try { f() } catch (error) { log(error) }
+try {
+  f()
+} catch (error) {
+  log(error)
+}`,
  'a formatter that breaks a signature over lines': `=== src/a.ts
-export async function send(target: Target, body: string, timeoutMs: number): Promise<void> {
+export async function send(
+  target: Target,
+  body: string,
+  timeoutMs: number,
+): Promise<void> {
   await target.post(body)`,
  'an error that is passed on': `=== src/a.ts
   } catch (error) {
-    console.log(error)
+    throw new ParseError('no JSON', { cause: error })
   }`,
  'a lint error mended': `=== src/a.js
-  // eslint-disable-next-line eqeqeq
-  if (a == b) return
+  if (a === b) return`,
  'an off-by-one in Python': `=== app/pages.py
 def pages(total, size):
-    return total // size
+    return (total + size - 1) // size`,
  'a missing import in Python': `=== app/paths.py
+import os
 from pathlib import Path`,
  'a type annotation in Python': `=== app/a.py
-def total(values):
+def total(values: list[int]) -> int:
     return sum(values)`,
  'an unhandled error in Go': `=== main.go
-\tdata, _ := os.ReadFile(name)
+\tdata, err := os.ReadFile(name)
+\tif err != nil {
+\t\treturn err
+\t}`,
  'an unused variable in Go': `=== main.go
-\tunused := 1
 \tfmt.Println("hi")`,
  'a nil map in Go': `=== store.go
-\tvar rows map[string]int
+\trows := make(map[string]int)`,
  'a borrow in Rust': `=== src/lib.rs
-    let first = rows.into_iter().next();
+    let first = rows.iter().next();`,
  'a match arm in Rust': `=== src/lib.rs
         Kind::A => 1,
+        Kind::B => 2,`,
  'a null check in Java': `=== src/main/java/acme/User.java
-        return name.trim();
+        return name == null ? "" : name.trim();`,
  'a nil check in Ruby': `=== app/models/user.rb
-    name.strip
+    name.to_s.strip`,
  'a wrong comparison in PHP': `=== src/Cart.php
-        if ($total = 0) {
+        if ($total === 0) {`,
  'a disposed stream in C#': `=== Core/Reader.cs
-        var stream = File.OpenRead(path);
+        using var stream = File.OpenRead(path);`,
  'a missing include in C++': `=== src/a.cc
+#include <vector>
 #include "a.h"`,
  'quotes in a shell script': `=== scripts/build.sh
-cp $from $to
+cp "$from" "$to"`,
  'a dead link in a document': `=== docs/guide.md
-See [the API](htps://example.test).
+See [the API](https://example.test).`,
  'a fixture of text in another language': `=== src/texts.ts
-  greeting: 'Grusse',
+  greeting: 'Grüße 🎉',`,
  'a lockfile that was asked for': {
    category: 'lockfile-drift',
    patch: `=== package-lock.json
-      "version": "1.0.0",
+      "version": "1.0.1",
+      "integrity": "sha512-abcABC0123456789+/abcABC0123456789==",`,
  },
  'a longer wait where the service is slow': `=== src/client.ts
-const timeoutMs = 1000
+const timeoutMs = 5000`,
  'a new helper that is exported': `=== src/text.ts
+export function trim(text: string): string {
+  return text.trim()
+}`,
  'a config file of the program itself': `=== config/limits.yaml
-  rows: ten
+  rows: 10`,
  'a translated message': `=== locales/de.json
-  "skip": "Uberspringen",
+  "skip": "Überspringen",`,
}
