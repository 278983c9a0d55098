/** What the loop itself says to the model; the task's own words come from a template. */
export const loopNotes = {
  noTool: 'You called no tool. Go on with the tools, or call finish with your report.',
  cutOff: 'Your answer was cut off at its limit. Go on from there in smaller steps.',
  notRun: 'Not run: the answer was cut off before this call was complete.',
  afterFinish: 'Not run: finish came before.',
  unknownTool: 'There is no such tool.',
  noOutput: '(no output)',
  warning: [
    'Three quarters of your budget are used up. Come to an end.',
    'Your budget is nearly used up. Call finish now, with what you know.',
  ],
} as const
