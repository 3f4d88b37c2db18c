import { authModes, evidenceKinds, type BizSeq, type ReceiptNumber, subjects } from './check.ts'
import type { NoticeVersion } from './service-config.ts'
import { deviceKinds, pcscStates, rejectionReasons } from './device-contract.ts'
import { hallApiFaults, hallApiRefusals, hallCheckEnds } from './hall-api/hall-api-events.ts'
import { helpPlaces, languages, methodIds } from './journey-view.ts'
import { platformRootFaults } from './platform-root.ts'
import { unavailableReasons, verdicts } from './verdict.ts'
import { deviceAlarms } from './device-alarm.ts'
import { undoReasons } from './counter/admission.ts'
import {
  consentAnswers,
  counterLockCauses,
  counterOutcomes,
  exportStates,
  hallStoreFaults,
  lateOutcomes,
  listStates,
} from './counter/counter-events.ts'
import { noticePlaces, ticketRefusals } from './counter/counter-view.ts'

/**
 * The closed table of everything that may be recorded. A field is one of the kinds below; a field for free text
 * does not exist. The event types of the code and docs/events.md are both made from this table.
 *
 * Field kinds: a list of words (an enumeration) · `count` (whole number ≥ 0) · `duration` (milliseconds, whole) ·
 * `bizSeq` · `receipt` · `notice` (version of the notice, a date) · `usbId` (0 to 65535).
 */
export type FieldKind =
  | 'count'
  | 'duration'
  | 'bizSeq'
  | 'receipt'
  | 'notice'
  | 'usbId'
  | readonly [string, ...string[]]

export interface EventDefinition {
  readonly meaning: string
  readonly fields: Readonly<Record<string, FieldKind>>
}

/** How a journey ended. */
export const journeyEnds = ['verdict', 'window', 'cancelled', 'timed-out', 'unavailable'] as const

const stopCauses = ['asked', 'crash', 'replaced'] as const

export const events = {
  'terminal.start.init': { meaning: 'The terminal begins to start.', fields: {} },
  'terminal.start.complete': {
    meaning: 'The attract screen has been painted.',
    fields: { duration: 'duration' },
  },
  'terminal.crash': { meaning: 'A programmer’s mistake ended the terminal.', fields: {} },
  'terminal.stop': { meaning: 'The terminal stops in good order.', fields: {} },
  'terminal.enrol.complete': { meaning: 'The platform issued this terminal a certificate.', fields: {} },
  'terminal.enrol.failed': {
    meaning: 'Enrolment did not succeed; the terminal is out of service.',
    fields: { reason: unavailableReasons },
  },
  'terminal.key.unusable': {
    meaning: 'The terminal’s key could not be read or kept safely; the terminal is out of service.',
    fields: { fault: ['no-system-seal', 'plaintext', 'exposed', 'damaged', 'disk'] },
  },
  'terminal.root.unusable': {
    meaning: 'The platform’s root certificate could not be trusted; the terminal is out of service.',
    fields: { fault: platformRootFaults },
  },
  'journey.start': {
    meaning: 'A citizen touched the start screen, or the hall’s software asked for a check.',
    fields: { language: languages },
  },
  'journey.consent': {
    meaning: 'The citizen agreed to the notice.',
    fields: { notice: 'notice' },
  },
  'journey.subject': { meaning: 'The citizen said whom the check is for.', fields: { subject: subjects } },
  'journey.guardian-consent': {
    meaning: 'A guardian agreed to the check of a child.',
    fields: { notice: 'notice' },
  },
  'journey.document-consent': {
    meaning: 'The citizen agreed to the reading of a document.',
    fields: { notice: 'notice' },
  },
  'journey.method': { meaning: 'The citizen chose a method.', fields: { method: methodIds } },
  'journey.help': {
    meaning: 'The citizen asked for help on this screen; nobody was called.',
    fields: { at: helpPlaces },
  },
  'journey.end': {
    meaning: 'The journey ended and everything about the citizen was reset.',
    fields: { end: journeyEnds, duration: 'duration' },
  },
  'check.init': {
    meaning: 'The devices were armed for one check.',
    fields: { bizSeq: 'bizSeq', authMode: authModes },
  },
  'check.rejected': {
    meaning: 'What was presented could not be used; the check goes on.',
    fields: { bizSeq: 'bizSeq', reason: rejectionReasons },
  },
  'check.complete': {
    meaning: 'The platform gave its verdict.',
    fields: {
      bizSeq: 'bizSeq',
      evidence: evidenceKinds,
      verdict: verdicts,
      receipt: 'receipt',
      duration: 'duration',
    },
  },
  'check.unavailable': {
    meaning: 'No verdict could be had.',
    fields: { bizSeq: 'bizSeq', reason: unavailableReasons, duration: 'duration' },
  },
  'approval.unavailable': {
    meaning: 'No phone can approve this check, for the platform could not be asked; other ways are open.',
    fields: { bizSeq: 'bizSeq', reason: unavailableReasons, duration: 'duration' },
  },
  'check.abandoned': {
    meaning: 'The check that was last armed ended before anything was presented.',
    fields: {},
  },
  'hall-api.start': { meaning: 'The hall’s software is heard from now on.', fields: {} },
  'hall-api.unavailable': {
    meaning: 'The hall’s software cannot be heard; it is tried again.',
    fields: { fault: hallApiFaults },
  },
  'hall-api.refused': {
    meaning: 'A call of the hall’s software was refused for a cause that an attack would have.',
    fields: { cause: hallApiRefusals },
  },
  'hall-api.fault': { meaning: 'A call of the hall’s software ran into a programmer’s mistake.', fields: {} },
  'hall-check.init': {
    meaning:
      'A client of the hall (its place in the configuration) had a visit begin; whether it awaits one person.',
    fields: { client: 'count', subject: subjects, awaits: ['nobody', 'somebody'] },
  },
  'hall-check.complete': {
    meaning: 'What a client of the hall was told of the visit that it had begin.',
    fields: { client: 'count', end: hallCheckEnds },
  },
  'counter.unlock': {
    meaning: 'A member of staff (the place in the configuration) opened the counter by PIN.',
    fields: { staff: 'count' },
  },
  'counter.pin-refused': {
    meaning: 'A wrong PIN; so long no further one is taken.',
    fields: { wait: 'duration' },
  },
  'counter.lock-fault': {
    meaning: 'A PIN was not looked at: that somebody tries could not be kept.',
    fields: {},
  },
  'counter.lock': {
    meaning: 'The counter locked itself, or was locked.',
    fields: { cause: counterLockCauses },
  },
  'counter.list': {
    meaning: 'The roster or the list of arrivals was read; how many people are on it.',
    fields: { state: listStates, count: 'count' },
  },
  'counter.session': {
    meaning: 'A session began: under which notice, and where that stands.',
    fields: { notice: 'notice', place: noticePlaces },
  },
  'counter.ticket-refused': {
    meaning: 'A ticket was not checked, for it is not to be let in here and now.',
    fields: { reason: ticketRefusals },
  },
  'counter.consent': {
    meaning: 'A guest was asked whether data is to be delivered as the law wants it.',
    fields: { answer: consentAnswers, notice: 'notice', place: noticePlaces },
  },
  'counter.admission': {
    meaning: 'What the hall kept of a check; admitted-before: a pass for somebody who had been let in.',
    fields: { bizSeq: 'bizSeq', outcome: counterOutcomes },
  },
  'counter.settled-late': {
    meaning:
      'A check that a terminal was killed in was settled by the journal, or given up for want of an answer.',
    fields: { bizSeq: 'bizSeq', outcome: lateOutcomes },
  },
  'counter.undone': { meaning: 'An admission was taken back.', fields: { reason: undoReasons } },
  'counter.export': {
    meaning: 'A session’s admissions were written to a file of their own, or could not be.',
    fields: { state: exportStates },
  },
  'counter.store-fault': {
    meaning: 'The hall’s store of admissions did not answer.',
    fields: { fault: hallStoreFaults },
  },
  'device.attached': {
    meaning: 'A reader became ready.',
    fields: { kind: deviceKinds, vendor: 'usbId', product: 'usbId' },
  },
  'device.detached': {
    meaning: 'A reader went away.',
    fields: { kind: deviceKinds, vendor: 'usbId', product: 'usbId' },
  },
  'device.alarm': {
    meaning: 'A reader is not the one that was enrolled; it is not used.',
    fields: { kind: deviceKinds, cause: deviceAlarms, vendor: 'usbId', product: 'usbId' },
  },
  'device.dropped': {
    meaning: 'A device delivered something while no check waited for it; it was dropped.',
    fields: { kind: deviceKinds, count: 'count' },
  },
  'device.repeated': {
    meaning: 'The same code came again within one check; it was ignored.',
    fields: { kind: deviceKinds },
  },
  'pcsc.state': {
    meaning: 'The PC/SC service, by which document readers are reached, changed its state.',
    fields: { state: pcscStates },
  },
  'device-host.started': { meaning: 'A device host took over the readers.', fields: {} },
  'device-host.stopped': {
    meaning: 'A device host ended.',
    fields: { cause: stopCauses },
  },
  'renderer.crashed': { meaning: 'A screen process ended and was replaced.', fields: {} },
  'journal.left-out': {
    meaning: 'More events came than anything ordinary causes; so many were not recorded.',
    fields: { count: 'count' },
  },
  'ipc.refused': {
    meaning: 'A message from a screen was refused: wrong sender or wrong form.',
    fields: { cause: ['sender', 'form'] },
  },
} as const satisfies Record<string, EventDefinition>

export type EventId = keyof typeof events

type FieldValue<Kind> = Kind extends readonly (infer Word)[]
  ? Word
  : Kind extends 'count' | 'duration' | 'usbId'
    ? number
    : Kind extends 'bizSeq'
      ? BizSeq
      : Kind extends 'receipt'
        ? ReceiptNumber
        : Kind extends 'notice'
          ? NoticeVersion
          : never

/** The fields of one event, by its id. */
export type EventFields<Id extends EventId> = {
  readonly [Name in keyof (typeof events)[Id]['fields']]: FieldValue<(typeof events)[Id]['fields'][Name]>
}

/** Records one event. There is no other way to record anything. */
export type RecordEvent = <Id extends EventId>(id: Id, fields: EventFields<Id>) => void
