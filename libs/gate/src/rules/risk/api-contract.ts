import { isTestFile } from '../../is-test-file.ts'
import type { PatchFile } from '../../patch/patch-file.ts'
import { lineRule } from '../line-rule.ts'
import { pathRule } from '../path-rule.ts'
import type { Hit, Rule } from '../rule.ts'
import { contractSigns } from './contract-signs.ts'
import { exportsOf } from './exports-of.ts'

const WHY = 'what others call or read is changed'
const PATH =
  /(^|\/)(openapi|swagger|asyncapi)([\w.-]*\.(ya?ml|json)$|\/)|\.(proto|graphqls?|gql|avsc|avdl|thrift|wsdl|raml|xsd|fbs|capnp|smithy|tsp|jbuilder|apib)$|(^|\/)serializers?\/|\.d\.[cm]?ts$|\.schema\.json$/

const byPath = pathRule({
  name: 'api-contract',
  decision: 'approval',
  riskClass: 'api_contract_change',
  objection: (path) => (PATH.test(path.toLowerCase()) ? WHY : null),
  refused: [
    '=== api/openapi.yaml\n+x',
    '=== proto/user.proto\n+x',
    '=== src/schema.graphql\n+x',
    '=== types/index.d.ts\n+x',
    '=== src/a.ts\n-export function add(a: number): number {\n+export function add(a: string): number {',
    '=== src/a.ts\n-export function add() {\n+function add() {',
    '=== src/a.ts\n-export interface User {\n+export interface Person {',
    '=== src/a.ts\n-export function add(\n-  a: number,\n- ) {\n+export function add(\n+  a: number,\n+  b: number,\n+ ) {',
    '=== a.go\n-func Add(a int) int {\n+func Add(a, b int) int {',
    '=== src/lib.rs\n-pub fn add(a: i32) -> i32 {\n+fn add(a: i32) -> i32 {',
    '=== src/main/java/A.java\n-    public int add(int a) {\n+    public int add(int a, int b) {',
    '=== src/A.php\n-    public function add(int $a): int\n+    protected function add(int $a): int',
    '=== A.cs\n-    public int Add(int a)\n+    public long Add(int a)',
  ],
  allowed: [
    '=== src/a.ts\n export function add(a: number) {\n-  return a - 1\n+  return a + 1',
    '=== src/a.ts\n+export function more(a: number) {',
    '=== src/a.ts\n-export function add(a:number,b=\'x\'){\n+export function add(a: number, b = "x") {',
    '=== src/a.ts\n-export function add(a: number, b: number) {\n+export function add(\n+  a: number,\n+  b: number,\n+) {',
    '=== src/a.ts\n-export const LIMIT = 5\n+export const LIMIT = 6',
    '=== src/a.ts\n-export const add = (a: number) => a - 1\n+export const add = (a: number) => a + 1',
    '=== a.go\n-func add(a int) int {\n+func add(a, b int) int {',
    '=== src/test/a.ts\n-export function add() {\n+export function sum() {',
  ],
})

const byContent = lineRule({ ...byPath, why: WHY, change: 'any', patterns: contractSigns })

/** Interface descriptions by path, and exported names and signatures in code. */
export const apiContract: Rule = {
  ...byPath,
  find: (patch, context) => [
    ...byPath.find(patch, context),
    ...byContent.find(patch, context),
    ...patch.flatMap(changedExports),
  ],
}

/** Exports that a hunk had and has no longer in that form; new ones bind nobody. */
function changedExports(file: PatchFile): Hit[] {
  if (isTestFile(file.path)) return []
  return file.hunks.flatMap((hunk) => {
    const now = new Set(exportsOf(file.path, hunk, 'added').map(({ signature }) => signature))
    return exportsOf(file.path, hunk, 'removed')
      .filter(({ signature }) => !now.has(signature))
      .map(({ line }) => ({ path: file.path, line, why: WHY }))
  })
}
