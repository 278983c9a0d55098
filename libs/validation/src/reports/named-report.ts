import { REPORT_FILES_MAX } from './read-reports.ts'

/** So that what an earlier run has left is not taken for this one's. */
export const removeNamed = (path: string) => ['/bin/rm', '-rf', '--', path]

/**
 * Copies a report out of the tree, as the jail sees it: paths of strangers are opened in the jail
 * alone. `cp -P` hands a link on as a link, and links are not read.
 */
export const copyNamed = (path: string, to: string) => [
  '/bin/sh',
  '-c',
  `n=0
for f in "$1" "$1"/*.xml; do
  if [ -f "$f" ] && [ "$n" -lt ${REPORT_FILES_MAX} ]; then
    n=$((n + 1))
    /bin/cp -P -- "$f" "$2.$n"
  fi
done`,
  'sh',
  path,
  to,
]
