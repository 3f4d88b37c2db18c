import path from 'node:path'
import type { CounterConfig } from '../../src/shared/counter/counter-config.ts'
import { writeChinaTime } from '../../src/shared/china-time.ts'
import { type TerminalConfig, terminalConfigSchema } from '../../src/shared/config.ts'
import { type Awaits, sceneConfig } from './scene-config.ts'

/** The scenes that can be played at a counter with staff, too. */
export const counterScenes = ['exam', 'hotel'] as const
export type CounterScene = (typeof counterScenes)[number]

/** Staff 07 and 12 of the sandbox, and their PIN. Invented, as everybody here. */
export const demoPin = '246810'
const pinDigest = 'pbkdf2-sm3:10000:dPAP7w_6ShBgrDzrZ-E0KA:d4Ts6kZNjP0NtP3-ZytaArSjVSFxUN0_47j1e2HND9M'

const minute = 60_000
/** Staff may try it out at any hour. */
const allDay = 600

/** A counter's configuration, and the list of people that its staff work by. */
export interface CounterStage {
  readonly config: TerminalConfig
  readonly list: { readonly path: string; readonly text: string }
}

const common = {
  gate: '2',
  staff: [
    { number: '07', pinDigest },
    { number: '12', pinDigest },
  ],
  notices: ['2026-11-22', '2026-12-01'],
}

/** @param folder where the list lies @param now milliseconds since 1970-01-01 UTC */
export function counterStage(
  scene: CounterScene,
  platform: string,
  awaits: Awaits,
  { folder, now }: { readonly folder: string; readonly now: number },
): CounterStage {
  const configured = (counter: object) =>
    terminalConfigSchema.parse({
      ...sceneConfig(scene, platform, null),
      counter: { ...common, ...counter },
    })
  if (scene === 'hotel') {
    const file = path.join(folder, 'arrivals.json')
    return {
      config: configured({ kind: 'hotel', arrivals: file } satisfies Partial<CounterConfig>),
      list: { path: file, text: arrivals(awaits.retention) },
    }
  }
  const file = path.join(folder, 'roster.csv')
  const exam = { rooms: ['3-201'], opensBefore: allDay, lateness: allDay }
  return {
    config: configured({ kind: 'exam', exam, roster: file, exports: folder }),
    list: { path: file, text: rosterText([['演示场', now + 30 * minute]], awaits.expected) },
  }
}

/** The bookings of two guests: the first has consented on the phone to what the law makes the hotel keep. */
function arrivals(consent: string | undefined): string {
  const list = [
    { booking: 'B1001', room: '302', ...(consent !== undefined && { consent }) },
    { booking: 'B1002', room: '303' },
  ]
  return `${JSON.stringify(list, null, 2)}\n`
}

/** Pseudonym of candidates who have not come to the exam office's site. */
const unknown = '0'.repeat(32)

/**
 * An exam's roster: candidate 0042, whom the office knows, in the first session; one in each further session, and one in
 * another room.
 * @param sessions each with the moment at which it begins (ms since 1970-01-01 UTC)
 */
export function rosterText(
  sessions: readonly (readonly [name: string, start: number])[],
  expected: string = unknown,
): string {
  const line = (ticket: string, seat: string, room: string, [name, start]: readonly [string, number]) =>
    [ticket, seat, room, name, writeChinaTime(new Date(start)).slice(0, 16).replace('T', ' '), ''].join(',')
  const [first, ...others] = sessions
  if (!first) throw new Error('a roster has a session')
  const lines = [
    `${line('0042', '07', '3-201', first)}${expected},报考科目：数学`,
    `${line('0043', '08', '3-201', first)}${unknown},`,
    `${line('0100', '11', '3-305', first)}${unknown},`,
    ...others.map((session, index) => `${line(`${1_001 + index}`, '01', '3-201', session)}${unknown},`),
  ]
  return `准考证号,座位号,考场,场次,开始时间,网络身份应用标识,显示文字\n${lines.join('\n')}\n`
}
