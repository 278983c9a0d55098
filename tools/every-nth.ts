/** One hostile instruction in so many is played: `EVERY=6 npm run test:hostile`; 1, all of them, unless it is set. */
export const everyNth = Number(process.env.EVERY ?? 1)
