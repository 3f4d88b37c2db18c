import { type FSWatcher, watch, type WatchEventType } from 'node:fs'
import type { Clock } from '../clock.ts'

/** How often (ms) it is looked what is plugged in, whatever the kernel tells. */
const lookInterval = 1_000

/**
 * Calls back when something comes or goes in a folder of device nodes, where there is such a folder and the kernel
 * tells; elsewhere never. Returns the way to stop.
 * @param isNews which of what the kernel tells counts
 */
export function watchNodes(
  folder: string,
  isNews: (event: WatchEventType, name: string | null) => boolean,
  onChange: () => void,
): () => void {
  let watcher: FSWatcher
  try {
    watcher = watch(folder, { persistent: false }, (event, name) => {
      if (isNews(event, name)) onChange()
    })
  } catch {
    return () => undefined
  }
  const stop = () => {
    watcher.close()
  }
  watcher.on('error', stop)
  return stop
}

/**
 * Looks what is plugged in: at once, whenever somebody tells that it changed, and now and then. One look at a time; what
 * changes during one is looked at after it. Returns the way to stop.
 * @param look null: it could not be found out, and nothing is told
 * @param tellers each calls back after a change and returns the way to stop
 */
export function watchPlugging<Found>(
  clock: Clock,
  look: () => Promise<Found | null>,
  tellers: readonly ((onChange: () => void) => () => void)[],
  onFound: (found: Found) => void,
): () => void {
  let stopped = false
  let busy = false
  let again = false
  let cancelNext: () => void = () => undefined

  const lookAgain = async () => {
    if (busy) {
      again = true
      return
    }
    busy = true
    again = false
    cancelNext()
    const found = await look()
    busy = false
    if (stopped) return
    if (found !== null) onFound(found)
    if (again) void lookAgain()
    else cancelNext = clock.after(lookInterval, () => void lookAgain())
  }

  const stops = tellers.map((tell) => tell(() => void lookAgain()))
  void lookAgain()
  return () => {
    stopped = true
    cancelNext()
    for (const stop of stops) stop()
  }
}
