import { lineRule } from '../line-rule.ts'

/** Outside the tests a library of assertions is seldom needed, and could be changed for all. */
export const assertionsImported = lineRule({
  name: 'assertions-imported',
  decision: 'approval',
  why: 'code that is no test brings in a library of assertions, or one whose name is put together',
  patterns: [
    {
      languages: ['javascript'],
      where: 'sources',
      pattern:
        /(?:\bfrom\s*|\bimport\s*|\b(?:require|import|getBuiltinModule)\s*\(\s*)["'`](?:(?:node:)?assert(?:\/strict)?|node:test|chai(?:\/[\w-]{1,40})?|expect|expect\.js|should|must|power-assert|unexpected|@vitest\/expect|@playwright\/test|uvu\/assert|ava|tap|tape|@hapi\/code)["'`]/,
    },
    {
      languages: ['javascript'],
      where: 'sources',
      pattern:
        /\b(?:require|import|getBuiltinModule)\s*\(\s*(?:["'][^"']{0,100}["']\s*(?:\+|\.)|\[)/,
    },
    { languages: ['python'], where: 'sources', pattern: /^\s*(?:from|import)\s+builtins\b/ },
    {
      languages: ['ruby'],
      where: 'sources',
      pattern: /\bconst_get\s*\(?\s*["'][^"']{0,100}["']\s*(?:\+|<<|\.)/,
    },
    {
      languages: ['java'],
      where: 'sources',
      pattern: /\bsetAccessible\s*\(\s*true\b|\btrySetAccessible\s*\(|\bsun\.misc\.Unsafe\b/,
    },
  ],
  refused: [
    "=== src/round.js\n+import checks from 'node:assert/strict'",
    "=== src/round.js\n+const checks = require('assert')",
    '=== src/round.js\n+const lib = await import("node:ass" + "ert")',
    '=== app/a.py\n+import builtins as b',
    '=== lib/a.rb\n+Object.const_get("Mini" + "test")',
    '=== src/main/java/A.java\n+    static { field.setAccessible(true); }',
  ],
  allowed: [
    "=== src/a.test.js\n+import assert from 'node:assert/strict'",
    "=== src/a.js\n+import { shown } from './assert-shown.js'",
    "=== src/a.js\n+const page = await import('./page.js')",
    '=== lib/a.rb\n+Object.const_get(name)',
  ],
})
