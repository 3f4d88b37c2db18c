import { writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import type { Devtools } from './devtools.ts'
import { patience, until } from './until.ts'

const targetsSchema = z.object({ targetInfos: z.array(z.object({ targetId: z.string(), url: z.string() })) })
const attachedSchema = z.object({ sessionId: z.string() })
const evaluatedSchema = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
})
const pictureSchema = z.object({ data: z.base64() })

/** A page of the application. */
export interface Page {
  /** Runs a function there, which sees nothing of what is around it here. @param argument goes as JSON */
  run<Argument>(work: (argument: Argument) => void, argument: Argument): Promise<void>
  /** The text of the first element that this selects; empty where there is none. */
  text(selector: string): Promise<string>
  /** Waits until this holds of what is to be seen there. @param what names it when the wait fails */
  shows(what: string, condition: (wanted: string) => boolean, wanted: string): Promise<void>
  /** Keeps a picture of it under this name. */
  picture(file: string): Promise<void>
}

/** In the page: resolves when the condition holds, which can only change when the document does. */
function whenTrue(condition: (wanted: string) => boolean, wanted: string): Promise<void> {
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      look()
    })
    const look = () => {
      if (!condition(wanted)) return
      observer.disconnect()
      resolve()
    }
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    look()
  })
}

/** Waits for the page with an address that begins like this. */
export async function openPage(devtools: Devtools, address: string): Promise<Page> {
  const target = await until(`a page of ${address}`, async () => {
    const { targetInfos } = targetsSchema.parse(await devtools.send('Target.getTargets'))
    return targetInfos.find(({ url }) => url.startsWith(address))
  })
  const { sessionId } = attachedSchema.parse(
    await devtools.send('Target.attachToTarget', { targetId: target.targetId, flatten: true }),
  )
  const evaluate = async (expression: string) => {
    const given = { expression, awaitPromise: true, returnByValue: true }
    const answer = evaluatedSchema.parse(await devtools.send('Runtime.evaluate', given, sessionId))
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text)
    return answer.result.value
  }
  // A page has its address before it has its document, and between two documents there is nobody to ask.
  await until(`the document of ${address}`, async () => {
    const now = await evaluate('location.href').catch(() => null)
    return typeof now === 'string' && now.startsWith(address)
  })
  return {
    run: async (work, argument) => {
      await evaluate(`(${String(work)})(${JSON.stringify(argument)})`)
    },
    text: async (selector) =>
      z
        .string()
        .parse(await evaluate(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`)),
    shows: async (what, condition, wanted) => {
      const given = `${String(condition)}, ${JSON.stringify(wanted)}`
      const limit = new AbortController()
      const late = pause(patience, undefined, { signal: limit.signal }).then(() => {
        throw new Error(`not in ${patience / 1000} s: ${what}`)
      })
      try {
        await Promise.race([evaluate(`(${String(whenTrue)})(${given})`), late])
      } finally {
        late.catch(() => undefined)
        limit.abort()
      }
    },
    picture: async (file) => {
      const { data } = pictureSchema.parse(await devtools.send('Page.captureScreenshot', {}, sessionId))
      writeFileSync(file, data, 'base64')
    },
  }
}
