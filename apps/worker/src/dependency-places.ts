import type { JailMount } from '@millwright/sandbox'

/** Where setup puts what it installs outside the tree, and what package managers keep. */
export interface Places {
  readonly deps: string
  readonly cache: string
}

/** As a jail sees them; without a jail they are where they are. */
export function placesIn(mode: 'bwrap' | 'none', outside: Places): Places {
  return mode === 'bwrap' ? { deps: '/deps', cache: '/cache' } : outside
}

/** The folders of `outside` at their places in a jail; what is installed is written by setup alone. */
export function depsMount({ deps }: Pick<Places, 'deps'>, writable: boolean): JailMount {
  return { from: deps, to: '/deps', writable }
}

export function cacheMount({ cache }: Pick<Places, 'cache'>): JailMount {
  return { from: cache, to: '/cache', writable: true }
}

/** Tells tools where packages are that stand in no folder of the tree. */
export function depsVariables({ deps }: Pick<Places, 'deps'>): Record<string, string> {
  return {
    PYTHONUSERBASE: `${deps}/python`,
    GOMODCACHE: `${deps}/go`,
    CARGO_HOME: `${deps}/cargo`,
    BUNDLE_PATH: `${deps}/bundle`,
    NUGET_PACKAGES: `${deps}/nuget`,
  }
}

/** Put in front of the search path. */
export function depsPath({ deps }: Pick<Places, 'deps'>): string[] {
  return [`${deps}/python/bin`, `${deps}/cargo/bin`]
}

/** Tells package managers where to keep what may be used again, and to ask nobody else. */
export function cacheVariables({ cache }: Pick<Places, 'cache'>): Record<string, string> {
  return {
    npm_config_cache: `${cache}/npm`,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    // Up to version 10 pnpm reads npm's variables, from 11 on its own.
    npm_config_store_dir: `${cache}/pnpm`,
    pnpm_config_store_dir: `${cache}/pnpm`,
    YARN_CACHE_FOLDER: `${cache}/yarn`,
    YARN_ENABLE_TELEMETRY: '0',
    PIP_CACHE_DIR: `${cache}/pip`,
    PIP_DISABLE_PIP_VERSION_CHECK: '1',
    PIP_NO_INPUT: '1',
    // Debian's pip refuses to install beside the system's packages; in a jail nothing is beside.
    PIP_BREAK_SYSTEM_PACKAGES: '1',
    UV_CACHE_DIR: `${cache}/uv`,
    COMPOSER_CACHE_DIR: `${cache}/composer`,
    XDG_CACHE_HOME: `${cache}/xdg`,
  }
}

/**
 * Settings under which packages run nothing while they are installed. Variables outrank files of
 * the repository, such as .npmrc. For pip they settle what an index offers: a source package that the
 * repository names by its address, or with `--no-binary` in a requirements file, is built as its own
 * code is. A repository that undoes them still gets no further than its jail.
 */
export const withoutInstallScripts: Readonly<Record<string, string>> = {
  npm_config_ignore_scripts: 'true',
  pnpm_config_ignore_scripts: 'true',
  YARN_ENABLE_SCRIPTS: 'false',
  PIP_ONLY_BINARY: ':all:',
}
