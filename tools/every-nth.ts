/**
 * One hostile instruction in so many is played: `EVERY=6 npm run test:hostile`; 1, all of them,
 * unless it is set. `FIRST=2` begins with the third, so that a long run can be played in parts.
 */
export const everyNth = {
  every: Number(process.env.EVERY ?? 1),
  first: Number(process.env.FIRST ?? 0),
}
