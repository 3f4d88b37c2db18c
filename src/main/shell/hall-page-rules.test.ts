import { describe, expect, it } from 'vitest'
import { hallPageBounds, isKeyPressed, isOfPage, withPolicy } from './hall-page-rules.ts'

const page = { origins: ['https://hall.example', 'http://127.0.0.1:8080'] }

describe('the hall’s page', () => {
  it.each([
    'https://hall.example/form?step=2#top',
    'https://hall.example:443/',
    'wss://hall.example/queue',
    'http://127.0.0.1:8080/',
  ])('may load from %s', (address) => {
    expect(isOfPage(address, page)).toBe(true)
  })

  it.each([
    'http://hall.example/',
    'https://hall.example:8443/',
    'https://hall.example.evil.example/',
    'https://evil.example/?https://hall.example',
    'https://hall.example@evil.example/',
    'https://somebody:secret@hall.example/',
    'ws://hall.example/',
    'http://127.0.0.1:8081/',
    'passonly://citizen/citizen/index.html',
    'file:///etc/passwd',
    'data:text/html,x',
    'blob:https://hall.example/0e1b',
    'javascript:1',
    'about:blank',
    'https://',
    '',
  ])('may not load from %s', (address) => {
    expect(isOfPage(address, page)).toBe(false)
  })
})

describe('the headers of its answers', () => {
  const policy =
    "sandbox allow-scripts allow-same-origin allow-forms; connect-src 'self' https://hall.example http://127.0.0.1:8080 wss://hall.example ws://127.0.0.1:8080; frame-src 'self'"

  it('get the terminal’s policy', () => {
    expect(withPolicy({ server: ['x'] }, page)).toEqual({
      server: ['x'],
      'Content-Security-Policy': [policy],
    })
  })

  it('keep the server’s own beside it', () => {
    expect(withPolicy({ 'content-security-policy': ["default-src 'self'"] }, page)).toEqual({
      'content-security-policy': ["default-src 'self'", policy],
    })
  })
})

describe('a key', () => {
  it('that is pressed says that somebody is there; held down or let go it does not', () => {
    expect(isKeyPressed({ type: 'keyDown', isAutoRepeat: false })).toBe(true)
    expect(isKeyPressed({ type: 'keyDown', isAutoRepeat: true })).toBe(false)
    expect(isKeyPressed({ type: 'keyUp', isAutoRepeat: false })).toBe(false)
  })
})

describe('its place', () => {
  it('is between the top band and the dock', () => {
    expect(hallPageBounds({ width: 1080, height: 1920 })).toEqual({ x: 0, y: 300, width: 1080, height: 1100 })
    expect(hallPageBounds({ width: 540, height: 960 })).toEqual({ x: 0, y: 150, width: 540, height: 550 })
  })

  it('is in the middle of a screen that is wider', () => {
    expect(hallPageBounds({ width: 1920, height: 1920 })).toEqual({
      x: 420,
      y: 300,
      width: 1080,
      height: 1100,
    })
  })

  it('is empty in a window without content', () => {
    expect(hallPageBounds({ width: 0, height: 0 })).toEqual({ x: 0, y: 0, width: 0, height: 0 })
  })
})
