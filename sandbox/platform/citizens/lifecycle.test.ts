import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  day,
  faceOf,
  formOf,
  logCheck,
  type OpenOffice,
  openTestOffice,
  passwordOf,
  register,
} from './office.fake.ts'

let open: OpenOffice
let citizen: string

beforeEach(async () => {
  open = openTestOffice()
  citizen = await register(open, 'test-10')
})
afterEach(() => open.end())

const own = (...presentations: ReturnType<typeof passwordOf>[]) => ({ citizen, by: citizen, presentations })

describe('a network number', () => {
  test('is suspended at once and restored with 口令 and face', async () => {
    expect(open.office.suspend(citizen, citizen)).toEqual({ done: true })
    expect(open.office.standing(citizen)?.state).toBe('suspended')
    expect(open.office.credential(citizen)).toBeNull()
    expect(open.office.suspend(citizen, citizen)).toEqual({ refused: 'state' })
    expect(await open.office.restore(own(passwordOf()))).toEqual({ refused: 'factor' })
    expect(await open.office.restore(own(faceOf(open, citizen)))).toEqual({ refused: 'factor' })
    const both = own(passwordOf(), faceOf(open, citizen))
    expect(await open.office.restore(both)).toEqual({ done: true })
    expect(open.office.standing(citizen)?.state).toBe('active')
    expect(await open.office.restore(own(passwordOf(), faceOf(open, citizen)))).toEqual({ refused: 'state' })
  })

  test('is nobody else’s to suspend, restore or delete', async () => {
    expect(open.office.suspend(citizen, 'test-1')).toEqual({ refused: 'not-yours' })
    const other = { citizen, by: 'test-1', presentations: [faceOf(open, 'test-1')] }
    expect(await open.office.restore(other)).toEqual({ refused: 'not-yours' })
    expect(await open.office.delete({ ...other, presentations: [faceOf(open, 'test-1')] })).toEqual({
      refused: 'not-yours',
    })
    expect(await open.office.delete(own())).toEqual({ refused: 'factor' })
    expect(await open.office.delete(own(passwordOf('wrong-1234')))).toEqual({
      refused: 'factor',
      fault: 'wrong',
    })
  })

  test('once deleted stays deleted, and the person may apply for another', async () => {
    const before = open.store.citizens.find(citizen)?.networkNumber
    await open.office.delete(own(passwordOf()))
    expect(open.store.citizens.find(citizen)).toEqual({ id: citizen, state: 'deleted', networkNumber: null })
    expect(open.office.suspend(citizen, citizen)).toEqual({ refused: 'not-yours' })
    expect(await open.office.restore(own(passwordOf()))).toEqual({ refused: 'not-yours' })
    const again = await register(open, 'test-10')
    expect(again).not.toBe(citizen)
    expect(open.store.citizens.find(again)?.networkNumber).not.toBe(before)
  })

  test('one of the first citizens that was deleted does not come back when the sandbox starts again', async () => {
    await open.office.delete({ citizen: 'test-1', by: 'test-1', presentations: [faceOf(open, 'test-1')] })
    expect(open.store.registry.citizens().map(({ id }) => id)).not.toContain('test-1')
    expect(await open.office.begin(formOf('test-1'))).toHaveProperty('application')
  })

  test('the 口令 is changed with the face, and the old one is worth nothing', async () => {
    const fresh = 'another-word-9'
    expect(await open.office.changePassword(own(passwordOf()), fresh)).toEqual({ refused: 'factor' })
    const unfit = await open.office.changePassword(own(faceOf(open, citizen)), 'x12012345010')
    expect(unfit).toEqual({ refused: 'password-unfit' })
    expect(await open.office.changePassword(own(faceOf(open, citizen)), fresh)).toEqual({ done: true })
    expect(await open.office.prove(citizen, [passwordOf()])).toEqual({ failed: 'password', fault: 'wrong' })
    expect(await open.office.prove(citizen, [passwordOf(fresh)])).toEqual({ proven: ['password'] })
  })

  test('what happened to it stands in the citizen’s own history, the last first', async () => {
    open.office.suspend(citizen, citizen)
    await open.office.restore(own(passwordOf(), faceOf(open, citizen)))
    logCheck(open, citizen)
    open.clock.setOffset(day)
    logCheck(open, citizen, 'fail', 'code-expired')
    const history = open.office.history(citizen, citizen, 10)
    expect(history?.securityEvents.map(({ kind }) => kind)).toEqual(['restored', 'suspended', 'issued'])
    expect(history?.checks).toEqual([
      { at: open.clock.now(), verdict: 'fail', cause: 'code-expired', relyingParty: '示例政务服务机构' },
      { at: open.clock.now() - day, verdict: 'pass', cause: null, relyingParty: '示例政务服务机构' },
    ])
    expect(open.office.history(citizen, 'test-1', 10)).toBeNull()
  })
})
