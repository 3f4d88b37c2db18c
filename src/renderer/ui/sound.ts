/** The machine's three sounds, made rather than recorded: sine tones, soft, shorter than a word. */
export type Sound = 'pass' | 'fail' | 'attention'

export interface Tone {
  /** Hertz. */
  readonly pitch: number
  /** Seconds after the sound's start. */
  readonly at: number
  /** Seconds. */
  readonly length: number
}

/** Pass rises, fail falls, attention taps twice on one pitch. */
export const tonesOf: Readonly<Record<Sound, readonly Tone[]>> = {
  pass: [
    { pitch: 523.25, at: 0, length: 0.16 },
    { pitch: 659.25, at: 0.13, length: 0.16 },
    { pitch: 783.99, at: 0.26, length: 0.34 },
  ],
  fail: [
    { pitch: 392, at: 0, length: 0.24 },
    { pitch: 293.66, at: 0.22, length: 0.42 },
  ],
  attention: [
    { pitch: 587.33, at: 0, length: 0.11 },
    { pitch: 587.33, at: 0.2, length: 0.13 },
  ],
}

/** Seconds from a sound's start to its end. */
export function lengthOf(sound: Sound): number {
  return Math.max(...tonesOf[sound].map(({ at, length }) => at + length))
}

/** Peak amplitude of a tone, of 1: about 22 dB below full scale, under the level of speech at the machine. */
const loudness = 0.08
const attack = 0.012
const silence = 0.0001

export interface Speaker {
  /** Begins a sound; one that still sounds is broken off. */
  play(sound: Sound): void
}

/**
 * A speaker on the machine's sound device, which rests between sounds. Where there is no device, nothing is heard and
 * nothing fails.
 */
export function createSpeaker(): Speaker {
  const context = new AudioContext({ latencyHint: 'interactive' })
  let sounding: GainNode | null = null
  return {
    play(sound) {
      sounding?.disconnect()
      const master = new GainNode(context)
      master.connect(context.destination)
      sounding = master
      void context.resume()
      const last = tonesOf[sound].map((tone) => playTone(context, master, tone)).at(-1)
      last?.addEventListener('ended', () => {
        if (sounding === master) void context.suspend()
      })
    },
  }
}

function playTone(
  context: AudioContext,
  master: GainNode,
  { pitch, at, length }: Tone,
): AudioScheduledSourceNode {
  const start = context.currentTime + at
  const envelope = new GainNode(context, { gain: silence })
  envelope.gain.setValueAtTime(silence, start)
  envelope.gain.exponentialRampToValueAtTime(loudness, start + attack)
  envelope.gain.exponentialRampToValueAtTime(silence, start + length)
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency: pitch })
  oscillator.connect(envelope).connect(master)
  oscillator.start(start)
  oscillator.stop(start + length)
  return oscillator
}
