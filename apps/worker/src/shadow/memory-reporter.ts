import type { ReportBody } from '@millwright/protocol'
import type { Reporter } from '@millwright/report'

/**
 * Reports that go no further than this process: nobody who could act on one ever sees it. There is
 * one attempt and nothing to go on from.
 */
export function memoryReporter(onReport: (body: ReportBody) => void): Reporter {
  return {
    claim: async () => 1,
    send: async (_taskId, _epoch, body) => {
      onReport(body)
      return 'stored'
    },
    saveCheckpoint: async () => 'saved',
    isStale: async () => false,
    loadCheckpoint: async () => null,
    saveTranscript: async () => undefined,
    heartbeat: async () => undefined,
  }
}
