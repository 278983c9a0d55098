import type { Sign } from './language.ts'

/** How JavaScript asks in what surroundings it runs: the command, the modules, the user, the clock. */
export const javascriptSurroundings: readonly Sign[] = [
  {
    where: 'sources',
    pattern:
      /\bprocess\.env\b(?!\??\.\w|\[\s*["'])|\bprocess\.env\[[^\]]*\+|\bprocess\s*\[|\bprocess\.(?:execArgv|argv|mainModule|title|ppid)\b|\brequire\.(?:main|cache)\b|\bmodule\.(?:parent|children)\b|\bNODE_ENV\b|\bimport\.meta\.env\.(?:MODE|DEV|PROD)\b|\bimport\.meta\.url\b.{0,40}\.(?:includes|endsWith|startsWith|match|indexOf)\b|\{\s*stack\b|\btoString\(\)\.(?:includes|indexOf|match)\(\s*["'`]\[?native|["'](?:describe|it|expect|beforeEach|afterEach)["']\s+in\b|\bglobalThis\b.{0,60}\b(?:describe|beforeEach|afterEach|expect)\b|\bimport\.meta\.main\b|\.stack\b(?!\s*=)|\bcaptureStackTrace\b|\b(?:from|require\()\s*["'](?:(?:node:)?process|vitest|jest|@jest\/\w+|node:test|mocha|chai|sinon)["']|\b(?:NODE_OPTIONS|NODE_V8_COVERAGE|INIT_CWD|npm_\w+)\b/,
  },
  {
    where: 'sources',
    pattern:
      /\bos\.userInfo\s*\(|\buserInfo\(\)\.\w|\bget(?:e?[ug]id|groups)\s*\(\s*\)|\b(?:process\.(?:uptime|hrtime(?:\.bigint)?|cpuUsage|cwd)|(?:os\.)?(?:hostname|homedir|uptime|availableParallelism)|os\.(?:cpus|loadavg|totalmem|freemem))\s*\(\s*\)[\w.[\]]{0,20}\s*(?:[<>]|[!=]==?)|\bprocess\.pid\s*(?:[<>]|[!=]==?)|\b(?:performance|Date)\.now\s*\(\s*\)\s*[<>]=?\s*\d|\d\s*[<>]=?\s*(?:performance|Date)\.now\b|(?:(?<![=-])[<>]=?|[!=]==?)\s*process\.(?:uptime|hrtime|pid)\b/,
  },
  {
    // A browser that is driven, a page that is none, a clock or a call that is somebody's stand-in.
    where: 'sources',
    pattern:
      /\bnavigator\.webdriver\b|\bwindow\.Cypress\b|\buserAgent\b.{0,40}(?:jsdom|happy|headless)|\b(?:setTimeout|setInterval|Date)\.clock\b|\.(?:_?isMockFunction|mock)\b(?!\s*\()|\b(?:stdout|stderr|stdin)\.isTTY\b|\}\s*=\s*process\b(?![.(])|\bReflect\.\w+\s*\(\s*process\b|\b\w+\.caller\b|\b(?:setTimeout|setInterval|Date|fetch|Math\.\w+|Date\.now)\.name\b|\bprepareStackTrace\b|\bperformance\.timeOrigin\b|["'](?:mock|_isMockFunction|clock)["']\s+in\b/i,
  },
]
