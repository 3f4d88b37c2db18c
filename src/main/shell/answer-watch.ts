export interface AnswerWatch {
  /** Something was sent that must be answered. */
  readonly sent: () => void
  /** An answer came. */
  readonly answered: () => void
  /** Nothing is expected any more. */
  readonly reset: () => void
}

/**
 * Notices when somebody who has to answer falls silent.
 * @param limit milliseconds from the first unanswered message
 * @param onSilence called once; after it nothing is expected until something is sent again
 */
export function watchAnswers(limit: number, onSilence: () => void): AnswerWatch {
  let waiting = 0
  let timer: NodeJS.Timeout | null = null
  const reset = () => {
    waiting = 0
    if (timer) clearTimeout(timer)
    timer = null
  }
  const wait = () => {
    timer = setTimeout(() => {
      reset()
      onSilence()
    }, limit)
  }
  return {
    sent() {
      waiting++
      if (!timer) wait()
    },
    answered() {
      if (waiting === 0) return
      waiting--
      if (timer) clearTimeout(timer)
      timer = null
      if (waiting > 0) wait()
    },
    reset,
  }
}
