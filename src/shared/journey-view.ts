import type { Access } from './access.ts'
import type { Subject } from './check.ts'

/**
 * All that a citizen's screen is told. The screen is a pure function of this value; it holds no identity,
 * no serial number and no receipt.
 */
export const languages = ['zh-CN', 'zh-Hant', 'en'] as const
export type Language = (typeof languages)[number]

export const methodIds = ['network-identity', 'identity-card', 'travel-document', 'window'] as const
/** The methods that a citizen presents something for at this machine. */
export type PresentedMethod = Exclude<(typeof methodIds)[number], 'window'>
export type MethodId = (typeof methodIds)[number]
/** Those of them that read a document. */
export type DocumentMethod = Exclude<PresentedMethod, 'network-identity'>

/** What the present screen says of the reader that is waited for. */
export type ReaderState = 'starting' | 'ready' | 'absent'

/** What the present screen says of the last presentation. */
export type PresentHint =
  | 'none'
  | 'reading'
  /** A code, but not one that is good for this. */
  | 'not-a-code'
  /** The guardian's code once more, where the child's is waited for. */
  | 'shown-before'
  /** It was not read in full; nobody's fault. */
  | 'read-again'
  /** The card that was read before still lies there. */
  | 'take-away-first'
  /** This card cannot be read here; another one, or the window. */
  | 'card-unusable'
  /** What was scanned is not the zone of a travel document. */
  | 'not-a-document-key'
  /** What was scanned or typed does not open this travel document. */
  | 'document-key-wrong'
  /** The travel document was lifted too soon; laid back, its reading goes on. */
  | 'lay-back'
  /** This travel document cannot be taken here; another one, or the window. */
  | 'document-unusable'

/** Whose presentation the present screen asks for. For a child's check there are two, the guardian's first. */
export type Turn = 'own' | 'guardian' | 'child'

/** What a citizen can type instead of presenting it, and whether they do. */
export type Typing = 'not-offered' | 'offered' | 'open'

/**
 * How the approval by a phone goes, whose code stands on the present screen: `offering` until there is a code ·
 * `waiting` for a phone to scan it · `opened` on one · `approved`, and the phone shows two digits · `ended` without, and
 * another one may follow · `unavailable`, for the platform cannot be asked.
 */
export type ApprovalView =
  | { readonly state: 'waiting'; readonly code: string }
  | { readonly state: 'offering' | 'opened' | 'approved' | 'ended' | 'unavailable' }

/** The groups of unavailability a citizen can do something with; the exact reason is the journal's. */
export type UnavailableCause = 'network' | 'platform' | 'terminal'

export interface ServiceChoice {
  readonly id: string
  readonly title: string
  readonly note: string
}

/** A service in the list of all of them. */
export interface CatalogueEntry extends ServiceChoice {
  /** By what it is looked up: whoever types a part of one of these words finds it; '' while that is not known. */
  readonly letters: string
}

/** From so many services on they are looked up by letters; fewer stand on one screen. */
export const lookUpFrom = 7

/** When the hall opens next, by China's calendar and clock: `2026-12-01` and `09:00`. */
export interface Opening {
  readonly date: string
  readonly time: string
}

/** Why nobody is served: the terminal cannot, or the hall is closed, until when as far as that is known. */
export type Rest = { readonly cause: 'fault' } | { readonly cause: 'hours'; readonly opens: Opening | null }

/** The points that article 11 of the service's rules wants told before processing, in the citizen's language. */
export interface NoticeText {
  readonly version: string
  readonly handler: string
  readonly contact: string
  /** What the hall tells for this service beside them. */
  readonly points: readonly { readonly title: string; readonly text: string }[]
}

/** The screens on which help can be asked for: all but those that want nothing of anybody. */
export const helpPlaces = [
  'attract',
  'service',
  'notice',
  'subject',
  'guardian-consent',
  'method',
  'document-notice',
  'present',
  'pass',
  'hand-over',
  'fail',
  'unavailable',
  'window',
] as const
export type HelpPlace = (typeof helpPlaces)[number]

/** The question whether somebody is still there. */
export interface Warning {
  /** After so many the visit ends by itself. */
  readonly seconds: number
  /** Whether it can be put off once more. */
  readonly canStay: boolean
}

export type JourneyScreen =
  /** The first services to choose from; there may be more than stand here. */
  | { readonly name: 'attract'; readonly services: readonly ServiceChoice[]; readonly hasMore: boolean }
  | { readonly name: 'service'; readonly services: readonly CatalogueEntry[] }
  | { readonly name: 'notice'; readonly service: string; readonly notice: NoticeText }
  | { readonly name: 'subject'; readonly service: string; readonly subjects: readonly Subject[] }
  /** A guardian's consent to the check of a child under 14. */
  | { readonly name: 'guardian-consent'; readonly service: string; readonly notice: NoticeText }
  | {
      readonly name: 'method'
      readonly service: string
      readonly methods: readonly MethodId[]
      readonly subject: Subject
    }
  /** Separate consent to reading a document; it also says what such a check does and does not prove. */
  | {
      readonly name: 'document-notice'
      readonly service: string
      readonly notice: NoticeText
      readonly method: DocumentMethod
    }
  | {
      readonly name: 'present'
      readonly method: PresentedMethod
      readonly turn: Turn
      readonly reader: ReaderState
      readonly hint: PresentHint
      readonly typing: Typing
      /** Null where no phone can approve this check. */
      readonly approval: ApprovalView | null
      /** Of a travel document: its key was read or typed, and the document itself is waited for. */
      readonly documentKey: boolean
      /** The number of this terminal, which a phone asks for before it shows digits to type. */
      readonly terminal: string | null
    }
  | { readonly name: 'verifying' }
  | {
      readonly name: 'pass'
      readonly service: string
      /** Whether the hall's own page follows. */
      readonly handsOver: boolean
    }
  /** The hall's own page stands over the middle of this screen. */
  | { readonly name: 'hand-over'; readonly service: string }
  | { readonly name: 'fail'; readonly canRetry: boolean }
  | { readonly name: 'unavailable'; readonly cause: UnavailableCause; readonly canRetry: boolean }
  | { readonly name: 'window' }
  /** Where to find a person; and the way back to the screen on which that was asked. */
  | { readonly name: 'help'; readonly askedFrom: HelpPlace }
  | { readonly name: 'out-of-service'; readonly rest: Rest }

/** What of its own look a hall gave the screens. */
export interface HallLooks {
  /** Its colour, as `#1b4f9c`; null where it has none. */
  readonly accent: string | null
  /** One or two characters before its name. */
  readonly mark: string | null
}

export interface JourneyView {
  readonly language: Language
  readonly languages: readonly Language[]
  readonly hall: string
  readonly looks: HallLooks
  /** Number of the manual window, as the hall writes it. */
  readonly window: string
  /** Number of the window where somebody is who helps at this machine. */
  readonly helpWindow: string
  /** The number to wait with at the manual window, such as `A012`; null where none was given. */
  readonly slip: string | null
  /** True when the platform's certificate chains to a sandbox root. */
  readonly test: boolean
  /** What this citizen switched on to see, reach or hear the screen better. */
  readonly access: Access
  /** Whether there are sentences to speak. */
  readonly voiceOffered: boolean
  /** Counts the visits since the terminal began: nothing of one person's screen stays for the next. */
  readonly visit: number
  /** Null while nobody is asked whether they are still there. */
  readonly warning: Warning | null
  /** Where the citizen stands in the journey, for the step bar; null outside it. */
  readonly step: { readonly at: number; readonly of: number } | null
  readonly screen: JourneyScreen
}
