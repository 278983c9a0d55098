/** No write reaches Redis for so long while it is copied; a copy that takes longer is given up. */
export const FREEZE_MS_MAX = 30_000
/** Keys named, and copied, in one go. */
export const KEYS_PAGE = 200
/** More than this many keys are not what we keep. */
export const KEYS_MAX = 2_000_000
/** Of a copied folder of prompts or rules. */
export const FOLDER_FILES_MAX = 2_000
