import { expect, test } from 'vitest'
import { framesIn } from './frame-trace.ts'

const pid = 7

/** A report on a frame, as Chromium's trace has it. */
function frame(
  { moves = false, dropped = false, smooth = true }: { moves?: boolean; dropped?: boolean; smooth?: boolean },
  of = pid,
) {
  const report = {
    state: dropped ? 'STATE_DROPPED' : 'STATE_PRESENTED_ALL',
    affects_smoothness: smooth,
    has_compositor_animation: moves,
  }
  return { name: 'PipelineReporter', ph: 'b', pid: of, args: { chrome_frame_reporter: report } }
}

test('counts the frames of its process, and of these those in which something moves', () => {
  const traceEvents = [
    frame({}),
    frame({ dropped: true }),
    frame({ moves: true }),
    frame({ moves: true, dropped: true }),
    frame({ moves: true, dropped: true, smooth: false }),
    frame({ moves: true, dropped: true }, 8),
    { name: 'Another', ph: 'b', pid, args: {} },
    { ...frame({ moves: true }), ph: 'e' },
  ]
  expect(framesIn({ traceEvents }, pid)).toEqual({ all: 5, dropped: 2, moving: 3, movingDropped: 1 })
})

test('a trace in which nothing moves is no measurement', () => {
  for (const traceEvents of [[], [frame({})], [frame({ moves: true }, 8)]]) {
    expect(() => framesIn({ traceEvents }, pid)).toThrow('none moves anything')
  }
})
