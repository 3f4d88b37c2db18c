/** What Chromium's own trace tells of frames: which were drawn, and which an animation waited for in vain. */
import { readFile, rm } from 'node:fs/promises'
import type { ElectronApplication, Page } from 'playwright'
import { z } from 'zod'

export interface Frames {
  /** Frames that were to be drawn, or asked whether there is something to draw. */
  readonly all: number
  /** Of these, in vain: the display had its turn, and there was no new picture for it. */
  readonly dropped: number
  /** Frames in which something moves. */
  readonly moving: number
  /** Of these, those that came too late to be seen: what moves stood still. */
  readonly movingDropped: number
}

/** Of the compositor's report on one frame (cc's `PipelineReporter`), what counts here. */
const reportSchema = z.object({
  chrome_frame_reporter: z.object({
    state: z.string(),
    affects_smoothness: z.boolean(),
    has_compositor_animation: z.boolean(),
  }),
})
const traceSchema = z.object({
  traceEvents: z.array(z.object({ name: z.string(), ph: z.string(), pid: z.int(), args: z.unknown() })),
})

/**
 * The frames of one process in a trace.
 * @throws where nothing moves in it: a trace of another process, or of none, has no frame that could be dropped
 */
export function framesIn(trace: unknown, pid: number): Frames {
  const reports = traceSchema
    .parse(trace)
    .traceEvents.filter((event) => event.name === 'PipelineReporter' && event.ph === 'b' && event.pid === pid)
    .map(({ args }) => reportSchema.parse(args).chrome_frame_reporter)
  const moving = reports.filter((report) => report.has_compositor_animation)
  if (moving.length === 0) throw new Error(`of ${reports.length} frames in the trace none moves anything`)
  const isDropped = ({ state, affects_smoothness }: (typeof reports)[number]) =>
    state === 'STATE_DROPPED' && affects_smoothness
  return {
    all: reports.length,
    dropped: reports.filter(isDropped).length,
    moving: moving.length,
    movingDropped: moving.filter(isDropped).length,
  }
}

/** Does something to a page, and gives the frames of its process meanwhile. */
export async function framesOf(
  app: ElectronApplication,
  page: Page,
  does: () => Promise<void>,
): Promise<Frames> {
  const pid = await app.evaluate(
    ({ webContents }, url) =>
      webContents
        .getAllWebContents()
        .find((contents) => contents.getURL() === url)
        ?.getOSProcessId(),
    page.url(),
  )
  if (pid === undefined) throw new Error(`nothing shows ${page.url()}`)
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['benchmark'], excluded_categories: ['*'] }),
  )
  await does()
  const file = await app.evaluate(({ contentTracing }) => contentTracing.stopRecording())
  const trace: unknown = JSON.parse(await readFile(file, 'utf8'))
  await rm(file)
  return framesIn(trace, pid)
}
