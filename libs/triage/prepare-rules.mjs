// Makes the built-in rules ready for quick starts; runs after tsc, whose output it needs.
import { prepareRules } from './dist/packs/prepare-rules.js'

await prepareRules()
