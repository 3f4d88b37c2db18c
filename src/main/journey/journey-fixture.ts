import { fromCallback } from 'xstate'
import type { Check, SealedEvidence } from '../../shared/check.ts'
import { type TerminalConfig, terminalConfigSchema } from '../../shared/config.ts'
import type { EventId, RecordEvent } from '../../shared/events.ts'
import type { HelpPlace, JourneyView } from '../../shared/journey-view.ts'
import { type Verdict, VerificationUnavailable } from '../../shared/verdict.ts'
import type { SealedPieces } from '../verification/platform-gateway.ts'
import { startJourney } from './journey.ts'
import type {
  approvalActor,
  ApprovalInput,
  hallPageActor,
  JourneyEvent,
  presentationActor,
  TypingInput,
  typingActor,
  TypingNotice,
} from './journey-machine.ts'
import type { HallPage } from '../config/service-terms.ts'
import type { HallStands } from './hall-visit.ts'

const inAll = (text: string) => ({ 'zh-CN': text, 'zh-Hant': text, en: text })

export const fixtureConfig: TerminalConfig = terminalConfigSchema.parse({
  hall: { name: { 'zh-CN': '测试大厅', 'zh-Hant': '測試大廳', en: 'Test Hall' }, window: '3' },
  platform: {
    url: 'http://127.0.0.1:9',
    customNumber: '10000001',
    policy: 'hall-r01',
    authMode: 'R01',
    cardPolicy: 'hall-d01',
    documentPolicy: 'hall-d02',
  },
  notice: { version: '2026-11-22', handler: inAll('测试单位'), contact: inAll('测试电话') },
  languages: ['zh-CN', 'zh-Hant', 'en'],
  methods: ['network-identity', 'identity-card', 'travel-document', 'window'],
  services: [
    { id: 'card', title: inAll('补办'), note: inAll('说明') },
    { id: 'proof', title: inAll('打印'), note: inAll('说明') },
  ],
})

/** A sealed evidence as the device host would give it for this check. */
export function sealedFor({ bizSeq, accepts }: Pick<Check, 'bizSeq' | 'accepts'>): SealedEvidence {
  const [kind = 'wallet-code'] = accepts
  return { kind, bizSeq, data: new Uint8Array([0x30, 0]) }
}

/** A journey with readers and platform played by the test. */
export function playJourney(
  config: TerminalConfig = fixtureConfig,
  { voiceOffered = true, onHallStands = (_stands: HallStands): void => undefined } = {},
) {
  const recorded: { id: EventId; fields: unknown }[] = []
  const record: RecordEvent = (id, fields) => {
    recorded.push({ id, fields })
  }
  const views: JourneyView[] = []
  const armed: Check[] = []
  let disarmed = 0
  let quiet = 0
  let tell: ((event: JourneyEvent) => void) | null = null
  const asked: {
    check: Check
    sealed: SealedPieces
    signal: AbortSignal
    resolve: (verdict: Verdict) => void
    reject: (error: Error) => void
  }[] = []
  const presentation: typeof presentationActor = fromCallback(({ input, sendBack, receive }) => {
    armed.push(input.check)
    tell = sendBack
    receive((event) => {
      if (event.type === 'presentation.next') armed.push(event.check)
    })
    return () => {
      disarmed++
      tell = null
    }
  })
  const offered: ApprovalInput[] = []
  let calledOff = 0
  let sendOfPhone: ((event: JourneyEvent) => void) | null = null
  const approval: typeof approvalActor = fromCallback(({ input, sendBack }) => {
    offered.push(input)
    sendOfPhone = sendBack
    return () => {
      calledOff++
      sendOfPhone = null
    }
  })
  const typed: TypingInput[] = []
  let sendTyped: ((event: JourneyEvent) => void) | null = null
  const toldTyping: TypingNotice[] = []
  const typing: typeof typingActor = fromCallback(({ input, sendBack, receive }) => {
    typed.push(input)
    sendTyped = sendBack
    receive((event) => {
      if (event.type === 'typing.warned' || event.type === 'typing.calm') toldTyping.push(event)
    })
    return () => {
      sendTyped = null
    }
  })
  const pages: HallPage[] = []
  const toldPage: string[] = []
  let sendOfPage: ((event: JourneyEvent) => void) | null = null
  const hallPage: typeof hallPageActor = fromCallback(({ input, sendBack, receive }) => {
    pages.push(input)
    sendOfPage = sendBack
    receive(({ type }) => {
      if (type === 'hall-page.hide' || type === 'hall-page.show') toldPage.push(type)
    })
    return () => {
      sendOfPage = null
    }
  })
  const journey = startJourney({
    config,
    voiceOffered,
    presentation,
    approval,
    typing,
    hallPage,
    verify: (check, sealed, signal) =>
      new Promise((resolve, reject) => {
        asked.push({ check, sealed, signal, resolve, reject })
      }),
    record,
    platform: () => ({ test: true, terminal: '12345678' }),
    onHallStands,
    show: (view) => {
      views.push(view)
    },
    onQuiet: () => {
      quiet++
    },
    now: () => Date.now(),
  })
  const toMethod = () => {
    journey.act({ type: 'start' })
    journey.act({ type: 'choose-service', service: 'card' })
    journey.act({ type: 'agree', to: 'notice' })
    journey.act({ type: 'choose-subject', subject: 'self' })
  }
  const toPresent = () => {
    toMethod()
    journey.act({ type: 'choose-method', method: 'network-identity' })
  }
  /** Presents a code for the check that is armed now. */
  const present = () => {
    const check = armed.at(-1)
    if (!check || !tell) throw new Error('nothing is armed')
    tell({ type: 'presentation.sealed', sealed: sealedFor(check) })
    return check
  }
  const endWith = async (end: 'pass' | 'fail' | 'unavailable', settle: () => Promise<unknown>) => {
    toPresent()
    present()
    await settle()
    const asking = asked.at(-1)
    if (end === 'unavailable') asking?.reject(new VerificationUnavailable('offline'))
    else asking?.resolve(end)
    await settle()
  }
  return {
    journey,
    views,
    recorded,
    armed,
    typed,
    /** What the view for typing was told. */
    toldTyping,
    /** The hall's own pages that were shown, and what they were told. */
    pages,
    toldPage,
    isPageOpen: () => sendOfPage !== null,
    /** Says something as the hall's own page. */
    tellOfPage: (event: JourneyEvent) => {
      if (!sendOfPage) throw new Error('no page is shown')
      sendOfPage(event)
    },
    offered,
    calledOff: () => calledOff,
    asked,
    disarmed: () => disarmed,
    quiet: () => quiet,
    screen: () => journey.view().screen,
    /** Whether the view for typing is open. */
    isTyping: () => sendTyped !== null,
    /** Says something as the view for typing. */
    tellTyped: (event: JourneyEvent) => {
      if (!sendTyped) throw new Error('nothing is typed')
      sendTyped(event)
    },
    /** Says something of the approval by a phone. */
    tellOfPhone: (event: JourneyEvent) => {
      if (!sendOfPhone) throw new Error('no phone is waited for')
      sendOfPhone(event)
    },
    /** Says something as the readers. */
    tell: (event: JourneyEvent) => {
      if (!tell) throw new Error('nothing is armed')
      tell(event)
    },
    toPresent,
    /**
     * Goes from the start to this screen.
     * @param settle lets the platform's answer come in
     */
    async goTo(place: HelpPlace, settle: () => Promise<unknown>) {
      switch (place) {
        case 'attract':
          break
        case 'service':
          journey.act({ type: 'start' })
          break
        case 'notice':
          journey.act({ type: 'choose-service', service: 'card' })
          break
        case 'subject':
        case 'guardian-consent':
          journey.act({ type: 'choose-service', service: 'card' })
          journey.act({ type: 'agree', to: 'notice' })
          if (place === 'guardian-consent') journey.act({ type: 'choose-subject', subject: 'child' })
          break
        case 'method':
          toMethod()
          break
        case 'document-notice':
          toMethod()
          journey.act({ type: 'choose-method', method: 'identity-card' })
          break
        case 'present':
          toPresent()
          break
        case 'pass':
        case 'fail':
        case 'unavailable':
          await endWith(place, settle)
          break
        case 'hand-over':
          await endWith('pass', settle)
          journey.act({ type: 'go-on' })
          break
        case 'window':
          journey.act({ type: 'go-to-window' })
      }
    },
    toDocument() {
      toMethod()
      journey.act({ type: 'choose-method', method: 'travel-document' })
    },
    toCard() {
      toMethod()
      journey.act({ type: 'choose-method', method: 'identity-card' })
    },
    present,
  }
}
