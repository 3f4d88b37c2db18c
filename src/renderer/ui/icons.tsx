import type { ReactNode } from 'react'

/** Small drawings in one weight and the colour of the words beside them. They say nothing the words do not. */
function Icon({ children }: { readonly children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 96 96"
      fill="none"
      stroke="currentColor"
      strokeWidth="5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

/** A shield with a tick: the promise. */
export function PromiseIcon() {
  return (
    <Icon>
      <path d="M48 8 14 20v24c0 21 14 35 34 44 20-9 34-23 34-44V20z" />
      <path d="m32 48 12 12 22-24" />
    </Icon>
  )
}

/** A phone whose screen shows a code: 国家网络身份认证. */
export function PhoneCodeIcon() {
  return (
    <Icon>
      <rect x="22" y="6" width="52" height="84" rx="10" />
      <path d="M36 24h10v10H36zM54 24h6M60 34h-6M36 46h4M46 46h14M36 56h10v6M54 56h6v6M42 78h12" />
    </Icon>
  )
}

/** A card with a portrait and lines: an identity card. */
export function CardIcon() {
  return (
    <Icon>
      <rect x="6" y="18" width="84" height="60" rx="9" />
      <circle cx="31" cy="40" r="9" />
      <path d="M16 64c3-18 27-18 30 0M58 38h18M58 50h18M58 62h10" />
    </Icon>
  )
}

/** A closed booklet with a spine, a globe and the sign of a chip: a passport, or a permit that is read as one. */
export function PassportIcon() {
  return (
    <Icon>
      <rect x="17" y="6" width="62" height="84" rx="9" />
      <path d="M28 6v84" strokeWidth="4" />
      <circle cx="54" cy="36" r="15" />
      <path d="M39 36h30M54 21c-10 9-10 21 0 30M54 21c10 9 10 21 0 30" strokeWidth="4" />
      <path d="M42 66h24v12H42zM50 72h8" strokeWidth="4" />
    </Icon>
  )
}

/** A card with a tick and nobody's portrait: the card alone is checked. */
export function CardTickIcon() {
  return (
    <Icon>
      <rect x="6" y="18" width="84" height="60" rx="9" />
      <path d="m30 48 13 13 24-26" />
    </Icon>
  )
}

/** A counter with somebody behind it: the manual window. */
export function CounterIcon() {
  return (
    <Icon>
      <circle cx="48" cy="22" r="12" />
      <path d="M24 60c2-16 11-22 24-22s22 6 24 22M8 60h80v12H8zM16 72v16M80 72v16" />
    </Icon>
  )
}

/** A sheet with a form: a service. */
export function ServiceIcon() {
  return (
    <Icon>
      <path d="M20 8h40l18 18v62H20zM60 8v18h18" />
      <path d="M34 44h30M34 58h30M34 72h18" />
    </Icon>
  )
}

/** One person: only that it is you. */
export function PersonIcon() {
  return (
    <Icon>
      <circle cx="48" cy="30" r="17" />
      <path d="M14 86c3-24 16-33 34-33s31 9 34 33z" />
    </Icon>
  )
}

/** Two people side by side, the one smaller: somebody of 14 to 17, and who is beside them. */
export function TwoPeopleIcon() {
  return (
    <Icon>
      <circle cx="34" cy="30" r="13" />
      <circle cx="68" cy="38" r="11" />
      <path d="M10 82c2-20 10-28 24-28 8 0 14 3 18 9M50 82c1-16 7-23 18-23s17 7 18 23z" />
      <path d="M10 82h40" />
    </Icon>
  )
}

/** Somebody who stands with a stick. */
export function ElderIcon() {
  return (
    <Icon>
      <circle cx="44" cy="18" r="11" />
      <path d="M28 90l8-28M48 90V64L36 56c-2-14 2-22 10-22 9 0 12 8 18 20M36 56v-8" />
      <path d="M62 54h8c4 0 6 2 6 6v30" />
    </Icon>
  )
}

/** An adult with a small child at the hand. */
export function AdultAndChildIcon() {
  return (
    <Icon>
      <circle cx="36" cy="20" r="12" />
      <circle cx="72" cy="48" r="9" />
      <path d="M18 88V56c0-12 7-18 18-18s18 6 18 18v32M54 62l8 6M60 88V74c0-8 5-12 12-12s12 4 12 12v14" />
      <path d="M36 66v22M72 80v8" />
    </Icon>
  )
}

/** A road that forks: the choice. */
export function ChoiceIcon() {
  return (
    <Icon>
      <path d="M48 90V62c0-14-26-12-26-32V10M48 62c0-14 26-12 26-32V10" />
      <path d="m10 22 12-12 12 12M62 22l12-12 12 12" />
    </Icon>
  )
}

export function OnwardIcon() {
  return (
    <Icon>
      <path d="m34 16 32 32-32 32" strokeWidth="9" />
    </Icon>
  )
}

export function BackIcon() {
  return (
    <Icon>
      <path d="M62 16 30 48l32 32" strokeWidth="9" />
    </Icon>
  )
}

export function LeaveIcon() {
  return (
    <Icon>
      <path d="m22 22 52 52M74 22 22 74" strokeWidth="9" />
    </Icon>
  )
}

/** A question mark in a circle: help. */
export function HelpIcon() {
  return (
    <Icon>
      <circle cx="48" cy="48" r="40" />
      <path d="M34 38c0-18 28-18 28 0 0 12-14 11-14 22M48 73v1" strokeWidth="8" />
    </Icon>
  )
}

export function TickIcon() {
  return (
    <Icon>
      <path d="m20 52 20 20 38-46" strokeWidth="12" />
    </Icon>
  )
}

export function DownIcon() {
  return (
    <Icon>
      <path d="M48 14v66M20 52l28 28 28-28" strokeWidth="9" />
    </Icon>
  )
}

/** An exclamation mark in a diamond: something asks for attention. */
export function AttentionIcon() {
  return (
    <Icon>
      <path d="M48 6 90 48 48 90 6 48z" />
      <path d="M48 28v24M48 66v1" strokeWidth="8" />
    </Icon>
  )
}

/** A small letter and a large one: large text. */
export function LargeTextIcon() {
  return (
    <Icon>
      <path d="m6 80 15-38 15 38M11 68h20" strokeWidth="7" />
      <path d="m38 80 26-66 26 66M47 58h34" strokeWidth="9" />
    </Icon>
  )
}

/** A disc of which one half is dark: high contrast. */
export function ContrastIcon() {
  return (
    <Icon>
      <circle cx="48" cy="48" r="36" strokeWidth="8" />
      <path d="M48 12a36 36 0 0 1 0 72z" fill="currentColor" />
    </Icon>
  )
}

/** An arrow down to a line: everything to touch comes lower. */
export function LowReachIcon() {
  return (
    <Icon>
      <path d="M48 10v52M26 42l22 22 22-22M14 84h68" strokeWidth="9" />
    </Icon>
  )
}

/** A loudspeaker: the screen is read out. */
export function VoiceIcon() {
  return (
    <Icon>
      <path d="M12 36h16l22-20v64L28 60H12z" strokeWidth="7" />
      <path d="M64 34c8 8 8 20 0 28M76 22c15 15 15 37 0 52" strokeWidth="7" />
    </Icon>
  )
}
