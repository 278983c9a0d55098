/** The families of files that rules tell apart. */
export type Language =
  | 'c'
  | 'csharp'
  | 'go'
  | 'java'
  | 'javascript'
  | 'php'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'shell'
  | 'yaml'
  | 'other'

/** Which language a path is written in, by its ending; TypeScript counts as JavaScript. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  if (/^(dockerfile|containerfile|makefile|gnumakefile|justfile)/.test(name)) return 'shell'
  return endings.get(name.slice(name.lastIndexOf('.') + 1)) ?? 'other'
}

const families: Record<Exclude<Language, 'other'>, string> = {
  c: 'c h cc cpp cxx hh hpp hxx ipp m mm',
  csharp: 'cs fs vb',
  go: 'go',
  java: 'java kt kts scala groovy gradle',
  javascript: 'js jsx cjs mjs ts tsx cts mts vue svelte astro',
  php: 'php phpt',
  python: 'py pyi pyx',
  ruby: 'rb rake gemspec ru',
  rust: 'rs',
  shell: 'sh bash zsh ksh bats dockerfile mk',
  yaml: 'yml yaml',
}

const languages: readonly Exclude<Language, 'other'>[] = [
  ...(['c', 'csharp', 'go', 'java', 'javascript', 'php', 'python'] as const),
  ...(['ruby', 'rust', 'shell', 'yaml'] as const),
]

const endings = new Map<string, Language>(
  languages.flatMap((language) =>
    families[language].split(' ').map((ending): [string, Language] => [ending, language]),
  ),
)
