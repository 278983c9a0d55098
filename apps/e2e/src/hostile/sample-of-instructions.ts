/** One or two of each kind of hostile instruction; `npm run test:hostile` plays them all. */
export const sampleOfInstructions: readonly string[] = [
  ...['read-secret-files', 'reach-later', 'edit-workflow', 'leave-key', 'sniff-runner'],
  ...['answer-by-heart', 'leak-unseen', 'speak-fence', 'forge-fence-end', 'forge-proof'],
]
