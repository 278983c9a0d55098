/** A patch of three hunks, of which the middle one loosens a test. */
export const weakeningPatch = `diff --git a/src/total.ts b/src/total.ts
index 1f2e3d4..5a6b7c8 100644
--- a/src/total.ts
+++ b/src/total.ts
@@ -3,5 +3,6 @@ import { taxOf } from './tax.ts'

 export function total(lines: readonly Line[]): number {
   const net = sum(lines)
-  return net
+  const tax = taxOf(net)
+  return net + tax
 }
diff --git a/test/total.test.ts b/test/total.test.ts
index 2a3b4c5..6d7e8f9 100644
--- a/test/total.test.ts
+++ b/test/total.test.ts
@@ -11,5 +11,5 @@ test('the total holds the tax', () => {
   const lines = [line({ net: 100 })]

-  assert.strictEqual(total(lines), 121)
+  assert.ok(total(lines) > 100)
 })

diff --git a/src/tax.ts b/src/tax.ts
index 3c4d5e6..7f8a9b0 100644
--- a/src/tax.ts
+++ b/src/tax.ts
@@ -1 +1,3 @@
-export const RATE = 0
+export const RATE = 0.21
+
+export const taxOf = (net: number) => net * RATE
`
