import { signRule } from '../sign-rule.ts'

/** Two things may be equal from now on that were not: often what was missing, and a way to cheat. */
export const equalityChanged = signRule({
  name: 'equality-changed',
  decision: 'approval',
  why: 'what counts as equal is defined anew, and assertions go by it',
  sign: 'equality',
  refused: [
    '=== src/a.ts\n+  asymmetricMatch() { return true }',
    '=== src/a.js\n+  thing.is = () => true',
    '=== src/a.js\n+  return { valueOf: () => 30 ** 2 }',
    '=== app/a.py\n+    return type("N", (int,), {"__eq__": same})(n)',
    '=== app/a.py\n+    def __eq__(self, other):',
    '=== src/lib.rs\n+impl PartialEq for Money {',
    '=== src/main/java/A.java\n+    public boolean equals(Object other) {',
    '=== lib/a.rb\n+  def ==(other)',
    '=== A.cs\n+    public override bool Equals(object? other)',
    '=== src/a.h\n+  bool operator==(const Money& other) const {',
  ],
  allowed: [
    '=== src/a.js\n+  return BigInt.valueOf(total) === order.is',
    '=== app/a.py\n+    return a.__eq__(b)',
    '=== src/lib.rs\n+#[derive(PartialEq)]',
    '=== lib/a.rb\n+    return if a == b',
  ],
})
