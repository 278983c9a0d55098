import { lineRule } from '../line-rule.ts'

/** A compiler that is told to say less, in the file that describes the build. */
export const compilerOptions = lineRule({
  name: 'compiler-options',
  decision: 'block',
  change: 'any',
  why: 'the compiler is told to object to less',
  patterns: [
    {
      files:
        /(^|\/)(cmakelists\.txt|[\w.-]+\.cmake|(gnu)?makefile|[\w.-]+\.mk|meson\.build|configure(\.ac)?)$/,
      pattern:
        /(?:^|[\s"'=])(?:-Wno-[\w-]+|-Werror(?:=[\w-]+)?|\/WX-?|-fpermissive)(?=[\s"')]|$)|(?:FLAGS\b|compile_options\b).{0,200}\s-w(?:[\s)]|$)|\bwarning_level\b/,
    },
    {
      files: /\.(cs|fs|vb)proj$|(^|\/)directory\.build\.\w+$/,
      pattern:
        /<(?:NoWarn|WarningsNotAsErrors|TreatWarningsAsErrors|WarningLevel|Nullable|RunAnalyzers\w*|EnforceCodeStyleInBuild|AnalysisLevel|AnalysisMode)\b/i,
    },
    {
      files: /(^|\/)(pom\.xml|[\w.-]*\.gradle(\.kts)?)$/,
      pattern:
        /-Xlint:-|-nowarn\b|-Werror\b|\ballWarningsAsErrors\b|<failOnWarning>|\bsuppressWarnings\b/,
    },
  ],
  refused: [
    '=== CMakeLists.txt\n-add_compile_options(-Wall -Werror)\n+add_compile_options(-Wall)',
    '=== Makefile\n+CFLAGS += -Wno-unused-variable',
    '=== App/App.csproj\n+    <NoWarn>CS8602</NoWarn>',
    '=== build.gradle.kts\n-    allWarningsAsErrors = true',
  ],
  allowed: [
    '=== CMakeLists.txt\n+target_link_libraries(cart PRIVATE m)',
    '=== App/App.csproj\n+    <PackageReference Include="A" Version="1.0.0" />',
    '=== Makefile\n+\tgrep -w total report',
  ],
})
